import { checkRelease } from "./check-release.ts";
import type { Release } from "./release.ts";

export function problemsOf(release: Release): string {
  //#region checkRelease_problems
  const problems = checkRelease(release).match(
    () => "none",
    (error) => error.message, // Release r-1 of cart is invalid: source.sha: is not a full git sha.
  );
  //#endregion
  return problems;
}
