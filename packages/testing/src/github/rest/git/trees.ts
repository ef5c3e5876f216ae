import { editTree, MissingPathError, type TreeEdit } from "../../git/edit-tree.ts";
import { isFullSha } from "../../git/git-object.ts";
import { listTree, type PathEntry } from "../../git/read-tree.ts";
import { resolveCommit } from "../../git/resolve-commit.ts";
import { FOLDER_MODE, typeOfMode } from "../../git/tree-object.ts";
import { notFound, unprocessable } from "../../http/api-problem.ts";
import { invalidRequest, isJsonObject, readArray, readString, requireString } from "../../http/request-body.ts";
import { actorOf, param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { requireContent } from "./require-content.ts";

/** Trees of the Git database. */
export const gitTreeRoutes: readonly RepositoryRoute[] = [
  {
    route: "POST /repos/{owner}/{repo}/git/trees",
    documentation: "https://docs.github.com/rest/git/trees#create-a-tree",
    answer: createTree,
  },
  {
    route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
    documentation: "https://docs.github.com/rest/git/trees#get-a-tree",
    answer: getTree,
  },
];

/** Entries beyond this number are left out, and `truncated` says so. */
const MOST_ENTRIES = 100_000;

async function createTree(request: RepositoryRequest): Promise<ApiReply> {
  actorOf(request);
  requireContent(request);
  const entries = readArray(request.body, "tree");
  if (entries === undefined) throw invalidRequest(`"tree" wasn't supplied.`);
  const baseName = readString(request.body, "base_tree");
  const base = baseName === undefined ? undefined : await findTree(request, baseName);
  if (baseName !== undefined && base === undefined) {
    // sigmavirus24/github3.py#522
    throw unprocessable("base_tree is not a valid tree oid");
  }

  const edits = new Map<string, TreeEdit>();
  for (const entry of entries) {
    const [path, edit] = await readEntry(request, entry);
    edits.set(path, edit);
  }
  try {
    const sha = await editTree(request.repository.git.objects, base, edits);
    return { status: 201, body: await treeView(request, sha, { recursive: false }) };
  } catch (error) {
    // "Returns an error if you try to delete a file that does not exist.": the words are those of
    // mckaywrigley/buildware-ai#29.
    if (error instanceof MissingPathError) throw unprocessable("GitRPC::BadObjectState");
    throw error;
  }
}

async function getTree(request: RepositoryRequest): Promise<ApiReply> {
  requireContent(request);
  const sha = await findTree(request, param(request, "tree_sha"));
  if (sha === undefined) throw notFound();
  // Any value asks for the whole tree, even 0 and false.
  return { status: 200, body: await treeView(request, sha, { recursive: request.query.has("recursive") }) };
}

async function readEntry(request: RepositoryRequest, entry: unknown): Promise<readonly [string, TreeEdit]> {
  if (!isJsonObject(entry)) throw invalidRequest(`For 'properties/tree', ${JSON.stringify(entry)} is not an object.`);
  const path = requireString(entry, "path");
  if (!isTreePath(path)) throw unprocessable("tree.path contains a malformed path component");
  const { objects } = request.repository.git;
  const content = readString(entry, "content");
  if (entry["sha"] === null && content === undefined) return [path, "delete"];

  const mode = readString(entry, "mode")?.replace(/^0/, "");
  if (mode === undefined || !["100644", "100755", FOLDER_MODE, "160000", "120000"].includes(mode)) {
    throw unprocessable("Must supply a valid tree.mode");
  }
  const sha = readString(entry, "sha");
  if ((sha === undefined) === (content === undefined)) {
    // octokit/octokit.net#2836
    throw unprocessable("Must supply either tree.sha or tree.content. Request will be rejected if both are present.");
  }
  if (content !== undefined) return [path, { mode, sha: objects.writeBlob(Buffer.from(content)) }];
  const type = typeOfMode(mode);
  // A submodule names a commit of another repository. The words are those of GetPublii/Publii#313.
  if (sha === undefined || (type !== "commit" && (await objects.read(sha))?.type !== type)) {
    throw unprocessable(`tree.sha ${String(sha)} is not a valid ${type}`);
  }
  return [path, { mode, sha }];
}

function isTreePath(path: string): boolean {
  return path.split("/").every((name) => !["", ".", "..", ".git"].includes(name.toLowerCase()) && !name.includes("\0"));
}

// A commit or a branch stands for its tree, in practice for base_tree too.
async function findTree({ repository }: RepositoryRequest, name: string): Promise<string | undefined> {
  const { git } = repository;
  if (isFullSha(name) && (await git.objects.readTree(name)) !== undefined) return name;
  const commit = await resolveCommit(git, name);
  return commit === undefined ? undefined : (await git.objects.readCommit(commit))?.tree;
}

async function treeView(
  { github, repository }: RepositoryRequest,
  sha: string,
  options: { readonly recursive: boolean },
): Promise<unknown> {
  const { objects } = repository.git;
  const api = github.links.rest(`/repos/${repository.fullName}/git`);
  const entries = (await listTree(objects, sha, options)) ?? [];
  const entryView = async ({ path, mode, sha: id }: PathEntry): Promise<unknown> => {
    const type = typeOfMode(mode);
    const shown = { path, mode: mode.padStart(6, "0"), type, sha: id };
    if (type === "commit") return shown;
    const size = type === "blob" ? { size: (await objects.readBlob(id))?.length ?? 0 } : {};
    return { ...shown, ...size, url: `${api}/${type}s/${id}` };
  };
  return {
    sha,
    url: `${api}/trees/${sha}`,
    tree: await Promise.all(entries.slice(0, MOST_ENTRIES).map(entryView)),
    truncated: entries.length > MOST_ENTRIES,
  };
}
