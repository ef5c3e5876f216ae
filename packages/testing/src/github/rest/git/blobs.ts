import { notFound } from "../../http/api-problem.ts";
import { readChoice, requireString } from "../../http/request-body.ts";
import { actorOf, param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { wrapBase64 } from "../../views/base64.ts";
import { settingsOf } from "../../records/repository.ts";
import { repositoryNodeId } from "../../views/node-id.ts";
import { requireContent } from "./require-content.ts";

/** Blobs of the Git database. */
export const gitBlobRoutes: readonly RepositoryRoute[] = [
  {
    route: "POST /repos/{owner}/{repo}/git/blobs",
    documentation: "https://docs.github.com/rest/git/blobs#create-a-blob",
    answer: createBlob,
  },
  {
    route: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
    documentation: "https://docs.github.com/rest/git/blobs#get-a-blob",
    answer: getBlob,
  },
];

function createBlob(request: RepositoryRequest): ApiReply {
  actorOf(request);
  requireContent(request);
  const encoding = readChoice(request.body, "encoding", ["utf-8", "base64"]) ?? "utf-8";
  const content = Buffer.from(requireString(request.body, "content"), encoding);
  const sha = request.repository.git.objects.writeBlob(content);
  return { status: 201, body: { sha, url: blobUrl(request, sha) } };
}

async function getBlob(request: RepositoryRequest): Promise<ApiReply> {
  const sha = param(request, "file_sha");
  const content = await request.repository.git.objects.readBlob(sha);
  if (content === undefined) throw notFound();
  return {
    status: 200,
    body: {
      sha,
      node_id: repositoryNodeId("Blob", settingsOf(request.repository).id, sha),
      size: content.length,
      url: blobUrl(request, sha),
      content: wrapBase64(content),
      encoding: "base64",
    },
  };
}

function blobUrl({ github, repository }: RepositoryRequest, sha: string): string {
  return github.links.rest(`/repos/${repository.fullName}/git/blobs/${sha}`);
}
