import { refusal, type Probe } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";

interface WithSha {
  readonly sha: string;
}

interface Tree {
  readonly tree: readonly { readonly path: string; readonly type: string; readonly sha: string }[];
}

const TREES = "POST /repos/{owner}/{repo}/git/trees";
const TREE = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";
const COMMITS = "POST /repos/{owner}/{repo}/git/commits";
const COMMIT = "GET /repos/{owner}/{repo}/git/commits/{commit_sha}";

/** What promotion relies on when it commits without a working copy. */
export const gitDataProbes: readonly Probe[] = [
  {
    behaviour: "Without force, a reference moves forward only",
    source: "https://docs.github.com/rest/git/refs#update-a-reference",
    expected: { status: 422, reason: "Update is not a fast forward" },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const branch = await sandbox.createBranch();
      const before = await sandbox.commitFile(branch, "forward.txt", "1\n");
      await sandbox.commitFile(branch, "forward.txt", "2\n");
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
      const { tree } = await sandbox.call<{ readonly tree: WithSha }>(COMMIT, { commit_sha: commit });
      const entries = [{ path: "added.txt", mode: "100644", type: "blob", content: "1\n" }];
      const fromCommit = await sandbox.call<WithSha>(TREES, { base_tree: commit, tree: entries });
      const fromTree = await sandbox.call<WithSha>(TREES, { base_tree: tree.sha, tree: entries });
      return fromCommit.sha === fromTree.sha;
    },
  },
  {
    behaviour: "A whole folder is one tree entry of mode 040000",
    source: "commercetools/telefonistka internal/pkg/githubapi/github.go",
    expected: ["envs/dev/cart/app.yaml", "envs/prod/cart/app.yaml"],
    async observe(sandbox: Sandbox): Promise<unknown> {
      const commit = await sandbox.commitFile(await sandbox.createBranch(), "envs/dev/cart/app.yaml", "a: 1\n");
      const before = await sandbox.call<Tree>(TREE, { tree_sha: commit, recursive: 1 });
      const folder = before.tree.find(({ path }) => path === "envs/dev/cart");
      const entry = { path: "envs/prod/cart", mode: "040000", type: "tree", sha: folder?.sha };
      const promoted = await sandbox.call<WithSha>(TREES, { base_tree: commit, tree: [entry] });
      const after = await sandbox.call<Tree>(TREE, { tree_sha: promoted.sha, recursive: 1 });
      return after.tree.filter(({ path, type }) => type === "blob" && path.startsWith("envs/")).map(({ path }) => path);
    },
  },
  {
    behaviour: "The same commit made twice, times given, is the same commit",
    source: "https://docs.github.com/rest/git/commits#create-a-commit",
    expected: true,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const entry = { path: "same.txt", mode: "100644", type: "blob", content: "1\n" };
      const { sha: tree } = await sandbox.call<WithSha>(TREES, { tree: [entry] });
      const author = { name: "Verify", email: "verify@example.com", date: "2026-01-02T03:04:05Z" };
      const commit = { message: "Same\n", tree, parents: [], author, committer: author };
      const first = await sandbox.call<WithSha>(COMMITS, commit);
      const second = await sandbox.call<WithSha>(COMMITS, commit);
      return first.sha === second.sha;
    },
  },
  {
    behaviour: "A new file is created whatever sha is sent with it",
    source: "pome-sh/digital-twins#400",
    expected: 201,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const branch = await sandbox.createBranch();
      const file = { path: "new.txt", branch, message: "Add new.txt", content: "MQo=", sha: "0123456789".repeat(4) };
      return (await sandbox.ask("PUT /repos/{owner}/{repo}/contents/{path}", file)).status;
    },
  },
  {
    behaviour: "A comparison with two dots shows the own difference of the two, with three that since their merge base",
    source: "assumption for two dots: https://docs.github.com/rest/commits/commits#compare-two-commits describes three",
    expected: { twoDots: ["base.txt", "head.txt"], threeDots: ["head.txt"] },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const base = await sandbox.createBranch();
      const head = await sandbox.createBranch();
      await sandbox.commitFile(base, "base.txt", "of the base\n");
      await sandbox.commitFile(head, "head.txt", "of the head\n");
      const filesOf = async (basehead: string): Promise<readonly string[]> => {
        const route = "GET /repos/{owner}/{repo}/compare/{basehead}";
        const { files } = await sandbox.call<{ readonly files: readonly { readonly filename: string }[] }>(route, {
          basehead,
        });
        return files.map(({ filename }) => filename);
      };
      return { twoDots: await filesOf(`${base}..${head}`), threeDots: await filesOf(`${base}...${head}`) };
    },
  },
];
