import { actIn } from "../../acting.ts";
import { editTree, type TreeEdit } from "../../git/edit-tree.ts";
import { findEntry } from "../../git/read-tree.ts";
import { resolveCommit } from "../../git/resolve-commit.ts";
import { ApiProblem, notFound } from "../../http/api-problem.ts";
import { invalidRequest, readString, requireString } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { pushRef } from "../../pushes/push-ref.ts";
import { settingsOf } from "../../records/repository.ts";
import { timestamp } from "../../timestamp.ts";
import { entryView, fileWithContent } from "../../views/content.ts";
import { gitCommit } from "../../views/git-commit.ts";
import { accountAsPerson, isSignedByGitHub, readPerson } from "../git/commits.ts";

/** Files and folders at a revision, and commits of one file. */
export const contentRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/contents/{path}",
    documentation: "https://docs.github.com/rest/repos/contents#get-repository-content",
    answer: getContents,
  },
  {
    route: "PUT /repos/{owner}/{repo}/contents/{path}",
    documentation: "https://docs.github.com/rest/repos/contents#create-or-update-file-contents",
    answer: putFile,
  },
  {
    route: "DELETE /repos/{owner}/{repo}/contents/{path}",
    documentation: "https://docs.github.com/rest/repos/contents#delete-a-file",
    answer: deleteFile,
  },
];

async function getContents(request: RepositoryRequest): Promise<ApiReply> {
  const { repository, query } = request;
  const { objects } = repository.git;
  const ref = query.get("ref") ?? settingsOf(repository).defaultBranch;
  const commit = await resolveCommit(repository.git, ref);
  const tree = commit === undefined ? undefined : (await objects.readCommit(commit))?.tree;
  if (tree === undefined) {
    if (repository.git.refs.list("refs/heads/").size === 0) throw notFound("This repository is empty.");
    throw notFound(`No commit found for the ref ${ref}`);
  }

  const path = param(request, "path").replace(/\/$/, "");
  const entry = path === "" ? undefined : await findEntry(objects, tree, path);
  if (path !== "" && entry === undefined) throw notFound();
  const folder = await objects.readTree(entry?.sha ?? tree);
  if (folder !== undefined) {
    const prefix = path === "" ? "" : `${path}/`;
    const views = folder.map((child) => entryView(request, { ref, path: `${prefix}${child.name}`, entry: child }));
    return { status: 200, body: await Promise.all(views) };
  }
  if (entry === undefined) throw notFound();
  return { status: 200, body: await fileWithContent(request, { ref, path, entry }) };
}

async function putFile(request: RepositoryRequest): Promise<ApiReply> {
  const content = requireString(request.body, "content").replace(/\s/g, "");
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(content)) throw new ApiProblem(422, "content is not valid Base64");
  const path = param(request, "path");
  const target = await findTarget(request, path);
  if (target.existing !== undefined) requireMatchingSha(request, path, target.existing);

  const blob = request.repository.git.objects.writeBlob(Buffer.from(content, "base64"));
  const entry = { mode: "100644", sha: blob };
  const commit = await commitEdit(request, target, path, entry);
  const view = await entryView(request, { ref: target.branch, path, entry: { ...entry, name: path } });
  return { status: target.existing === undefined ? 201 : 200, body: { content: view, commit } };
}

async function deleteFile(request: RepositoryRequest): Promise<ApiReply> {
  const path = param(request, "path");
  const target = await findTarget(request, path);
  if (target.existing === undefined) throw notFound();
  requireMatchingSha(request, path, target.existing);
  return { status: 200, body: { content: null, commit: await commitEdit(request, target, path, "delete") } };
}

interface Target {
  readonly branch: string;
  readonly head: string | undefined;
  readonly tree: string | undefined;
  readonly existing: string | undefined;
}

async function findTarget({ repository, body }: RepositoryRequest, path: string): Promise<Target> {
  const branch = readString(body, "branch") ?? settingsOf(repository).defaultBranch;
  const { git } = repository;
  const head = git.refs.read(`refs/heads/${branch}`);
  if (head === undefined && git.refs.list("refs/heads/").size > 0) throw notFound(`Branch ${branch} not found`);
  const tree = head === undefined ? undefined : (await git.objects.readCommit(head))?.tree;
  const entry = tree === undefined ? undefined : await findEntry(git.objects, tree, path);
  return { branch, head, tree, existing: entry?.sha };
}

// Measured by pome-sh/digital-twins#400: 422 without an id, 409 with a wrong one; the branch is looked for first, and for
// a path that does not exist the id is ignored.
function requireMatchingSha({ body }: RepositoryRequest, path: string, existing: string): void {
  const sha = readString(body, "sha");
  if (sha === undefined) throw invalidRequest(`"sha" wasn't supplied.`);
  if (sha !== existing) throw new ApiProblem(409, `${path} does not match ${sha}`);
}

async function commitEdit(
  request: RepositoryRequest,
  { branch, head, tree }: Target,
  path: string,
  edit: TreeEdit,
): Promise<unknown> {
  const acting = actIn(request);
  const { github, repository, body } = request;
  const { objects } = repository.git;
  const author = readPerson(request, "author") ?? accountAsPerson(acting.actor, github.now());
  const commit = {
    tree: await editTree(objects, tree, new Map([[path, edit]])),
    parents: head === undefined ? [] : [head],
    author,
    committer: readPerson(request, "committer") ?? author,
    message: requireString(body, "message"),
  };
  const sha = objects.writeCommit(commit);
  if (isSignedByGitHub(request)) repository.records.signedCommits.set(sha, timestamp(github.now()));
  await pushRef(acting, { ref: `refs/heads/${branch}`, from: head, to: sha });
  return gitCommit(github, repository, sha, commit);
}
