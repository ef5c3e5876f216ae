import { refusal, type Probe } from "./probe.ts";
import type { Parameters } from "./rest.ts";
import type { Sandbox } from "./sandbox.ts";

/** A request that GitHub answers with an error of known words. */
interface Refusal {
  readonly behaviour: string;
  readonly source: string;
  readonly route: string;
  readonly parameters: (given: Given) => Parameters;
  readonly expected: { readonly status: number; readonly reason: string };
}

/** What the requests are about. */
interface Given {
  /** A branch with the file `file.txt`. */
  readonly branch: string;
  /** Its tip. */
  readonly head: string;
  /** The tree of that commit. */
  readonly tree: string;
  /** A name that nothing has yet. */
  readonly unusedName: string;
}

/** An object id that no object has. */
const MISSING = "0123456789".repeat(4);

const REPOSITORY = "/repos/{owner}/{repo}";
const ENTRY = { path: "new.txt", mode: "100644", type: "blob" };
const FILE = { path: "file.txt", message: "Change file.txt", content: "Mgo=" };

const commits: readonly Refusal[] = [
  {
    behaviour: "A status for a commit that does not exist is refused",
    source: "rust-lang/homu#141",
    route: `POST ${REPOSITORY}/statuses/{sha}`,
    parameters: () => ({ sha: MISSING, state: "success" }),
    expected: { status: 422, reason: "No commit found for SHA: ..." },
  },
  {
    behaviour: "The combined status of an unknown reference is not found",
    source: "activebridge/projectr#48",
    route: `GET ${REPOSITORY}/commits/{ref}/status`,
    parameters: ({ unusedName }) => ({ ref: unusedName }),
    expected: { status: 404, reason: "Ref not found" },
  },
  {
    behaviour: "A commit that does not exist is not a 404",
    source: "dotnet/arcade#6044",
    route: `GET ${REPOSITORY}/commits/{ref}`,
    parameters: () => ({ ref: MISSING }),
    expected: { status: 422, reason: "No commit found for SHA: ..." },
  },
  {
    behaviour: "The history of an unknown revision is not found",
    source: "https://docs.github.com/rest/commits/commits#list-commits",
    route: `GET ${REPOSITORY}/commits`,
    parameters: ({ unusedName }) => ({ sha: unusedName }),
    expected: { status: 404, reason: "Not Found" },
  },
  {
    behaviour: "A commit of a tree that does not exist is refused",
    source: "osunyorg/admin#2035",
    route: `POST ${REPOSITORY}/git/commits`,
    parameters: () => ({ message: "No tree", tree: MISSING, parents: [] }),
    expected: { status: 422, reason: "Tree SHA does not exist" },
  },
  {
    behaviour: "A commit with a parent that does not exist is refused",
    source: "Simply-Static/simply-static#335, which shows a malformed one",
    route: `POST ${REPOSITORY}/git/commits`,
    parameters: ({ tree }) => ({ message: "No parent", tree, parents: [MISSING] }),
    expected: { status: 422, reason: "Parent SHA does not exist or is not a commit object" },
  },
];

const trees: readonly Refusal[] = [
  {
    behaviour: "A base_tree that is none is refused",
    source: "sigmavirus24/github3.py#522",
    route: `POST ${REPOSITORY}/git/trees`,
    parameters: () => ({ base_tree: MISSING, tree: [{ ...ENTRY, content: "1\n" }] }),
    expected: { status: 422, reason: "base_tree is not a valid tree oid" },
  },
  {
    behaviour: "Deleting a path that is not in the base tree is refused",
    source: "mckaywrigley/buildware-ai#29",
    route: `POST ${REPOSITORY}/git/trees`,
    parameters: ({ head }) => ({ base_tree: head, tree: [{ ...ENTRY, sha: null }] }),
    expected: { status: 422, reason: "GitRPC::BadObjectState" },
  },
  {
    behaviour: "A tree entry with neither sha nor content is refused",
    source: "octokit/octokit.net#2836",
    route: `POST ${REPOSITORY}/git/trees`,
    parameters: () => ({ tree: [ENTRY] }),
    expected: {
      status: 422,
      reason: "Must supply either tree.sha or tree.content. Request will be rejected if both are present.",
    },
  },
  {
    behaviour: "A tree entry of an object that does not exist is refused",
    source: "GetPublii/Publii#313",
    route: `POST ${REPOSITORY}/git/trees`,
    parameters: () => ({ tree: [{ ...ENTRY, sha: MISSING }] }),
    expected: { status: 422, reason: "tree.sha ... is not a valid blob" },
  },
  {
    behaviour: "A tree entry with an absolute path is refused",
    source: "https://docs.github.com/rest/git/trees#create-a-tree for the status; the words are from memory",
    route: `POST ${REPOSITORY}/git/trees`,
    parameters: () => ({ tree: [{ ...ENTRY, path: "/new.txt", content: "1\n" }] }),
    expected: { status: 422, reason: "tree.path contains a malformed path component" },
  },
  {
    behaviour: "A tree entry with a mode that git does not have is refused",
    source: "https://docs.github.com/rest/git/trees#create-a-tree for the status; the words are from memory",
    route: `POST ${REPOSITORY}/git/trees`,
    parameters: () => ({ tree: [{ ...ENTRY, mode: "100000", content: "1\n" }] }),
    expected: { status: 422, reason: "Must supply a valid tree.mode" },
  },
];

const references: readonly Refusal[] = [
  {
    behaviour: "A reference that exists cannot be created again",
    source: "renovatebot/renovate#20281",
    route: `POST ${REPOSITORY}/git/refs`,
    parameters: ({ branch, head }) => ({ ref: `refs/heads/${branch}`, sha: head }),
    expected: { status: 422, reason: "Reference already exists" },
  },
  {
    behaviour: "A reference that does not exist cannot be moved",
    source: "solana-foundation/solana-developer-platform#602",
    route: `PATCH ${REPOSITORY}/git/refs/{ref}`,
    parameters: ({ unusedName, head }) => ({ ref: `heads/${unusedName}`, sha: head }),
    expected: { status: 422, reason: "Reference does not exist" },
  },
  {
    behaviour: "A reference of two parts is refused",
    source: "octokit/octokit.rb#675",
    route: `POST ${REPOSITORY}/git/refs`,
    parameters: ({ unusedName, head }) => ({ ref: `refs/${unusedName}`, sha: head }),
    expected: { status: 422, reason: "Reference name must contain at least three slash-separated components." },
  },
  {
    behaviour: "A branch below a branch is refused",
    source: "microsoft/vscode-remote-repositories-github#122",
    route: `POST ${REPOSITORY}/git/refs`,
    parameters: ({ branch, head }) => ({ ref: `refs/heads/${branch}/below`, sha: head }),
    expected: { status: 422, reason: "Reference update failed" },
  },
  {
    behaviour: "A reference to an object that does not exist is refused",
    source: "octokit/octokit.js#562",
    route: `POST ${REPOSITORY}/git/refs`,
    parameters: ({ unusedName }) => ({ ref: `refs/heads/${unusedName}`, sha: MISSING }),
    expected: { status: 422, reason: "Object does not exist" },
  },
];

const contents: readonly Refusal[] = [
  {
    behaviour: "A file that exists is not overwritten without its sha",
    source: "pome-sh/digital-twins#400",
    route: `PUT ${REPOSITORY}/contents/{path}`,
    parameters: ({ branch }) => ({ ...FILE, branch }),
    expected: { status: 422, reason: 'Invalid request.\n\n"sha" wasn\'t supplied.' },
  },
  {
    behaviour: "A file is not overwritten with another sha than its own",
    source: "pome-sh/digital-twins#400",
    route: `PUT ${REPOSITORY}/contents/{path}`,
    parameters: ({ branch }) => ({ ...FILE, branch, sha: MISSING }),
    expected: { status: 409, reason: "file.txt does not match ..." },
  },
  {
    behaviour: "A file is not written to a branch that does not exist",
    source: "pome-sh/digital-twins#400",
    route: `PUT ${REPOSITORY}/contents/{path}`,
    parameters: ({ unusedName }) => ({ ...FILE, branch: unusedName, sha: MISSING }),
    expected: { status: 404, reason: "Branch ... not found" },
  },
];

/** Requests that are refused, and the words that our errors pass on. */
export const refusalProbes: readonly Probe[] = [...commits, ...trees, ...references, ...contents].map(
  ({ behaviour, source, route, parameters, expected }) => ({
    behaviour,
    source,
    expected,
    observe: async (sandbox) => refusal(await sandbox.ask(route, parameters(await giveOnce(sandbox)))),
  }),
);

const givens = new WeakMap<Sandbox, Promise<Given>>();

/** Refused requests change nothing, so all of them can be about the same branch. */
function giveOnce(sandbox: Sandbox): Promise<Given> {
  const given = givens.get(sandbox) ?? give(sandbox);
  givens.set(sandbox, given);
  return given;
}

async function give(sandbox: Sandbox): Promise<Given> {
  const branch = await sandbox.createBranch();
  const head = await sandbox.commitFile(branch, "file.txt", "1\n");
  const { tree } = await sandbox.call<{ readonly tree: { readonly sha: string } }>(
    `GET ${REPOSITORY}/git/commits/{commit_sha}`,
    { commit_sha: head },
  );
  return { branch, head, tree: tree.sha, unusedName: sandbox.uniqueName() };
}
