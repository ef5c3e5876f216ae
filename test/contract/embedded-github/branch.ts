import type { Call } from "./driver.ts";

/** A branch that is one commit ahead of `main`. */
export interface Branch {
  readonly branch: string;
  /** Its tip. */
  readonly sha: string;
}

/** Creates a branch off `main` with one more file. */
export async function branchWithFile(call: Call, branch: string, path: string): Promise<Branch> {
  const main = await call<{ readonly object: { readonly sha: string } }>("GET /repos/{owner}/{repo}/git/ref/{ref}", {
    ref: "heads/main",
  });
  await call("POST /repos/{owner}/{repo}/git/refs", { ref: `refs/heads/${branch}`, sha: main.object.sha });
  const file = { path, branch, message: `Add ${path}`, content: "YTogMQo=" };
  const { commit } = await call<{ readonly commit: { readonly sha: string } }>(
    "PUT /repos/{owner}/{repo}/contents/{path}",
    file,
  );
  return { branch, sha: commit.sha };
}
