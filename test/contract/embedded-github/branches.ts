import type { Call } from "./driver.ts";

/** A branch with its protection and the rules that apply to it. */
export async function branches(call: Call): Promise<void> {
  await call("GET /repos/{owner}/{repo}/branches/{branch}", { branch: "main" });
  await call("GET /repos/{owner}/{repo}/branches/{branch}", { branch: "missing" }, 404);
  await call("GET /repos/{owner}/{repo}/rules/branches/{branch}", { branch: "main" });
}
