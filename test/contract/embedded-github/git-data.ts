import { expect } from "vitest";

import type { Call } from "./driver.ts";

interface WithSha {
  readonly sha: string;
}

/** Blobs, trees, commits and references: a commit made without a working copy. */
export async function gitData(call: Call): Promise<void> {
  const main = await call<{ readonly object: WithSha }>("GET /repos/{owner}/{repo}/git/ref/{ref}", {
    ref: "heads/main",
  });
  const parent = await call<{ readonly tree: WithSha }>("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    commit_sha: main.object.sha,
  });

  const blob = await call<WithSha>("POST /repos/{owner}/{repo}/git/blobs", { content: "aGVsbG8K", encoding: "base64" });
  expect(blob.sha).toBe("ce013625030ba8dba906f756967f9e9ca394464a");
  await call("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { file_sha: blob.sha });

  const tree = await call<WithSha>("POST /repos/{owner}/{repo}/git/trees", {
    base_tree: parent.tree.sha,
    tree: [
      { path: "docs/hello.txt", mode: "100644", type: "blob", sha: blob.sha },
      { path: "docs/inline.txt", mode: "100755", type: "blob", content: "inline\n" },
      { path: "README.md", mode: "100644", type: "blob", sha: null },
    ],
  });
  await call("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", { tree_sha: tree.sha });
  await call("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", { tree_sha: tree.sha, recursive: "1" });

  const commit = await call<WithSha>("POST /repos/{owner}/{repo}/git/commits", {
    message: "Say hello",
    tree: tree.sha,
    parents: [main.object.sha],
    author: { name: "Ada", email: "ada@example.com", date: "2026-01-02T03:04:05Z" },
  });
  await call("POST /repos/{owner}/{repo}/git/refs", { ref: "refs/heads/hello", sha: main.object.sha });
  await call("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ref: "heads/hello", sha: commit.sha });
  await call("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", { ref: "heads/h" });

  await call("POST /repos/{owner}/{repo}/git/refs", { ref: "refs/heads/hello", sha: commit.sha }, 422);
  await call("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ref: "heads/main", sha: "0".repeat(40) }, 422);
  await call("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { file_sha: "0".repeat(40) }, 404);

  await call("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ref: "heads/hello" });
}
