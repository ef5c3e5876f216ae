import type { Call } from "./driver.ts";

interface Written {
  readonly content: { readonly sha: string };
}

/** Files read, written and deleted one at a time. */
export async function contents(call: Call): Promise<void> {
  await call("GET /repos/{owner}/{repo}/contents/{path}", { path: "README.md" });
  await call("GET /repos/{owner}/{repo}/contents/{path}", { path: "deploy" });
  await call("GET /repos/{owner}/{repo}/contents/{path}", { path: "missing.txt" }, 404);

  const file = { path: "notes/today.md", message: "Take a note" };
  const created = await call<Written>(
    "PUT /repos/{owner}/{repo}/contents/{path}",
    { ...file, content: "b25lCg==" },
    201,
  );
  const updated = await call<Written>("PUT /repos/{owner}/{repo}/contents/{path}", {
    ...file,
    content: "dHdvCg==",
    sha: created.content.sha,
  });
  const stale = { ...file, content: "dHdvCg==", sha: created.content.sha };
  await call("PUT /repos/{owner}/{repo}/contents/{path}", stale, 409);
  await call("DELETE /repos/{owner}/{repo}/contents/{path}", { ...file, sha: updated.content.sha });
}
