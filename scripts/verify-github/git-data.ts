import { refusal, type Probe } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";

interface WithSha {
  readonly sha: string;
}

const TREES = "POST /repos/{owner}/{repo}/git/trees";
const COMMITS = "POST /repos/{owner}/{repo}/git/commits";
const TREE = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";

/** What promotion relies on when it commits without a working copy. */
export const gitDataProbes: readonly Probe[] = [
  {
    behaviour: "A reference that exists cannot be created again",
    source: "https://docs.github.com/rest/git/refs#create-a-reference",
    expected: { status: 422, reason: "Reference already exists" },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const ref = `refs/heads/${await sandbox.createBranch()}`;
      const sha = await headOf(sandbox, ref);
      return refusal(await sandbox.ask("POST /repos/{owner}/{repo}/git/refs", { ref, sha }));
    },
  },
  {
    behaviour: "Without force, a reference moves forward only",
    source: "https://docs.github.com/rest/git/refs#update-a-reference",
    expected: { status: 422, reason: "Update is not a fast forward" },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const branch = await sandbox.createBranch();
      const before = await headOf(sandbox, `refs/heads/${branch}`);
      await sandbox.commitFile(branch, "forward.txt", "1\n");
      const patch = { ref: `heads/${branch}`, sha: before };
      return refusal(await sandbox.ask("PATCH /repos/{owner}/{repo}/git/refs/{ref}", patch));
    },
  },
  {
    behaviour: "base_tree takes the sha of a commit as well as that of a tree",
    source: "commercetools/telefonistka internal/pkg/githubapi/github.go",
    expected: true,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const commit = await sandbox.commitFile(await sandbox.createBranch(), "base.txt", "1\n");
      const { tree } = await sandbox.call<{ readonly tree: WithSha }>(
        "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
        { commit_sha: commit },
      );
      const entries = [{ path: "added.txt", mode: "100644", type: "blob", content: "1\n" }];
      const [fromCommit, fromTree] = [
        await sandbox.call<WithSha>(TREES, { base_tree: commit, tree: entries }),
        await sandbox.call<WithSha>(TREES, { base_tree: tree.sha, tree: entries }),
      ];
      return fromCommit.sha === fromTree.sha;
    },
  },
  {
    behaviour: "A whole folder is one tree entry of mode 040000",
    source: "commercetools/telefonistka internal/pkg/githubapi/github.go",
    expected: ["envs/dev/cart/app.yaml", "envs/prod/cart/app.yaml"],
    async observe(sandbox: Sandbox): Promise<unknown> {
      const commit = await sandbox.commitFile(await sandbox.createBranch(), "envs/dev/cart/app.yaml", "a: 1\n");
      const before = await sandbox.call<TreeAnswer>(TREE, { tree_sha: commit, recursive: 1 });
      const folder = before.tree.find(({ path }) => path === "envs/dev/cart");
      const entry = { path: "envs/prod/cart", mode: "040000", type: "tree", sha: folder?.sha };
      const promoted = await sandbox.call<WithSha>(TREES, { base_tree: commit, tree: [entry] });
      const after = await sandbox.call<TreeAnswer>(TREE, { tree_sha: promoted.sha, recursive: 1 });
      return after.tree.filter(({ path, type }) => type === "blob" && path.startsWith("envs/")).map(({ path }) => path);
    },
  },
  {
    behaviour: "Deleting a path that is not in the base tree is refused",
    source: "https://docs.github.com/rest/git/trees#create-a-tree",
    expected: 422,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const commit = await sandbox.commitFile(await sandbox.createBranch(), "kept.txt", "1\n");
      const entry = { path: "never-there.txt", mode: "100644", type: "blob", sha: null };
      return (await sandbox.ask(TREES, { base_tree: commit, tree: [entry] })).status;
    },
  },
  {
    behaviour: "The same commit made twice, times given, is the same commit",
    source: "https://docs.github.com/rest/git/commits#create-a-commit",
    expected: true,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { sha: tree } = await sandbox.call<WithSha>(TREES, {
        tree: [{ path: "same.txt", mode: "100644", type: "blob", content: "1\n" }],
      });
      const author = { name: "Verify", email: "verify@example.com", date: "2026-01-02T03:04:05Z" };
      const commit = { message: "Same\n", tree, parents: [], author, committer: author };
      return (await sandbox.call<WithSha>(COMMITS, commit)).sha === (await sandbox.call<WithSha>(COMMITS, commit)).sha;
    },
  },
  {
    behaviour: "A file written with an outdated blob sha is refused",
    source: "https://docs.github.com/rest/repos/contents#create-or-update-file-contents",
    expected: 409,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const branch = await sandbox.createBranch();
      await sandbox.commitFile(branch, "file.txt", "1\n");
      const file = {
        path: "file.txt",
        branch,
        message: "Change file.txt",
        content: "Mgo=",
        sha: "0123456789".repeat(4),
      };
      return (await sandbox.ask("PUT /repos/{owner}/{repo}/contents/{path}", file)).status;
    },
  },
];

interface TreeAnswer {
  readonly tree: readonly { readonly path: string; readonly type: string; readonly sha: string }[];
}

async function headOf(sandbox: Sandbox, ref: string): Promise<string> {
  const found = await sandbox.call<{ readonly object: WithSha }>("GET /repos/{owner}/{repo}/git/ref/{ref}", {
    ref: ref.replace("refs/", ""),
  });
  return found.object.sha;
}
