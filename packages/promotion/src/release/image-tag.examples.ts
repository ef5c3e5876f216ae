import { execFileSync } from "node:child_process";

import { imageTagFor } from "../index.ts";

export function tagOf(paths: readonly string[]): string {
  //#region imageTagFor_basic
  const objects = paths.map((path) => execFileSync("git", ["rev-parse", `HEAD:${path}`], { encoding: "utf8" }).trim());
  return imageTagFor(objects); // git-5b1d1a0b0f0c6a2f7f5e
  //#endregion
}
