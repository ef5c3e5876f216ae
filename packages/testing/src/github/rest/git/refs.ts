import { actIn, type Acting } from "../../acting.ts";
import { RefUpdateError } from "../../git/git-repository.ts";
import { isAncestor } from "../../git/history.ts";
import { isRefName } from "../../git/refs.ts";
import { notFound, unprocessable } from "../../http/api-problem.ts";
import { readBoolean, requireString } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { pushRef } from "../../pushes/push-ref.ts";
import type { RefChange } from "../../pushes/ref-change.ts";
import { settingsOf } from "../../records/repository.ts";
import { repositoryNodeId } from "../../views/node-id.ts";
import { requireContent } from "./require-content.ts";

/** References: branches, tags and the heads of pull requests. */
export const gitRefRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/git/matching-refs/{ref}",
    documentation: "https://docs.github.com/rest/git/refs#list-matching-references",
    answer: listMatchingRefs,
  },
  {
    route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
    documentation: "https://docs.github.com/rest/git/refs#get-a-reference",
    answer: getRef,
  },
  {
    route: "POST /repos/{owner}/{repo}/git/refs",
    documentation: "https://docs.github.com/rest/git/refs#create-a-reference",
    answer: createRef,
  },
  {
    route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
    documentation: "https://docs.github.com/rest/git/refs#update-a-reference",
    answer: updateRef,
  },
  {
    route: "DELETE /repos/{owner}/{repo}/git/refs/{ref}",
    documentation: "https://docs.github.com/rest/git/refs#delete-a-reference",
    answer: deleteRef,
  },
];

async function listMatchingRefs(request: RepositoryRequest): Promise<ApiReply> {
  requireContent(request);
  const refs = request.repository.git.refs.list(`refs/${param(request, "ref")}`);
  return { status: 200, body: await Promise.all([...refs].map(([name, sha]) => refView(request, name, sha))) };
}

async function getRef(request: RepositoryRequest): Promise<ApiReply> {
  requireContent(request);
  const name = fullName(request);
  const sha = request.repository.git.refs.read(name);
  if (sha === undefined) throw notFound();
  return { status: 200, body: await refView(request, name, sha) };
}

async function createRef(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  requireContent(request);
  const { body, github, repository } = request;
  const name = requireString(body, "ref");
  const sha = requireString(body, "sha");
  if (!/^refs\/[^/]+\/./.test(name)) {
    // octokit/octokit.rb#675
    throw unprocessable("Reference name must contain at least three slash-separated components.");
  }
  if (!isRefName(name)) throw unprocessable(`${name} is not a valid ref name.`);
  if ((await repository.git.objects.read(sha)) === undefined) throw unprocessable("Object does not exist");
  if (repository.git.refs.read(name) !== undefined) throw unprocessable("Reference already exists");
  await createOrRefuse(acting, { ref: name, from: undefined, to: sha });
  return {
    status: 201,
    body: await refView(request, name, sha),
    headers: { location: github.links.rest(`/repos/${repository.fullName}/git/${name}`) },
  };
}

async function createOrRefuse(acting: Acting, change: RefChange): Promise<void> {
  try {
    await pushRef(acting, change);
  } catch (error) {
    // There is a branch "a", so there cannot be "a/b": microsoft/vscode-remote-repositories-github#122
    if (error instanceof RefUpdateError) throw unprocessable("Reference update failed");
    throw error;
  }
}

async function updateRef(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  requireContent(request);
  const { body, repository } = request;
  const name = fullName(request);
  const to = requireString(body, "sha");
  const from = repository.git.refs.read(name);
  if (from === undefined) throw unprocessable("Reference does not exist");
  if ((await repository.git.objects.read(to)) === undefined) throw unprocessable("Object does not exist");
  if (readBoolean(body, "force") !== true && !(await isAncestor(repository.git, from, to))) {
    throw unprocessable("Update is not a fast forward");
  }
  if (from !== to) await pushRef(acting, { ref: name, from, to });
  return { status: 200, body: await refView(request, name, to) };
}

async function deleteRef(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  requireContent(request);
  const name = fullName(request);
  const from = request.repository.git.refs.read(name);
  if (from === undefined) throw unprocessable("Reference does not exist");
  await pushRef(acting, { ref: name, from, to: undefined });
  return { status: 204 };
}

function fullName(request: RepositoryRequest): string {
  return `refs/${param(request, "ref")}`;
}

async function refView({ github, repository }: RepositoryRequest, name: string, sha: string): Promise<unknown> {
  const api = github.links.rest(`/repos/${repository.fullName}/git`);
  const type = (await repository.git.objects.read(sha))?.type ?? "commit";
  return {
    ref: name,
    node_id: repositoryNodeId("Ref", settingsOf(repository).id, name),
    url: `${api}/${name}`,
    object: { type, sha, url: `${api}/${type}s/${sha}` },
  };
}
