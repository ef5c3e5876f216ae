import { actIn, type Acting } from "../../acting.ts";
import { validationFailed } from "../../http/api-problem.ts";
import { readChoice, readString, type JsonObject } from "../../http/request-body.ts";
import { type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { closePull, emitPullEvent, savePull } from "../../pull-requests/pull-state.ts";
import type { PullRequest } from "../../records/pull-request.ts";
import { pullRequestView } from "../../views/pull-request.ts";
import { readLongText } from "../long-text.ts";
import { findPull } from "./find-pull.ts";

/** Changes to a pull request: its texts, its base, closing and reopening. */
export const pullUpdateRoutes: readonly RepositoryRoute[] = [
  {
    route: "PATCH /repos/{owner}/{repo}/pulls/{pull_number}",
    documentation: "https://docs.github.com/rest/pulls/pulls#update-a-pull-request",
    answer: updatePull,
  },
];

async function updatePull(request: RepositoryRequest): Promise<ApiReply> {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const pull = findPull(request, "pull_number");
  const title = readString(body, "title");
  const text = readLongText(body, "PullRequest");
  const baseRef = readString(body, "base");
  const state = readChoice(body, "state", ["open", "closed"]);
  const baseSha = baseRef === undefined ? pull.baseSha : repository.git.refs.read(`refs/heads/${baseRef}`);
  if (baseSha === undefined) throw validationFailed({ resource: "PullRequest", field: "base", code: "invalid" });

  let updated = pull;
  const changes = changesOf(pull, { title, body: text, base: baseRef });
  if (Object.keys(changes).length > 0) {
    updated = savePull(acting, {
      ...pull,
      title: title ?? pull.title,
      body: text ?? pull.body,
      baseRef: baseRef ?? pull.baseRef,
      baseSha,
    });
    await emitPullEvent(acting, updated, { action: "edited", changes });
  }
  if (state === "closed" && pull.state === "open") updated = await closePull(acting, updated);
  if (state === "open" && pull.state === "closed") updated = await reopen(acting, updated);
  return { status: 200, body: await pullRequestView(github, repository, updated) };
}

async function reopen(acting: Acting, pull: PullRequest): Promise<PullRequest> {
  const { repository } = acting;
  const headSha = repository.git.refs.read(`refs/heads/${pull.headRef}`);
  if (pull.merge !== null || headSha === undefined) {
    const reason = pull.merge === null ? `The ${pull.headRef} branch has been deleted.` : "The pull request is merged.";
    throw validationFailed({
      resource: "PullRequest",
      field: "state",
      code: "invalid",
      message: `state cannot be changed. ${reason}`,
    });
  }
  const reopened = savePull(acting, { ...pull, state: "open", closedAt: null, headSha });
  await emitPullEvent(acting, reopened, { action: "reopened" });
  return reopened;
}

function changesOf(
  pull: PullRequest,
  next: { readonly title: string | undefined; readonly body: string | undefined; readonly base: string | undefined },
): JsonObject {
  return {
    ...(next.title === undefined || next.title === pull.title ? {} : { title: { from: pull.title } }),
    ...(next.body === undefined || next.body === pull.body ? {} : { body: { from: pull.body } }),
    ...(next.base === undefined || next.base === pull.baseRef
      ? {}
      : { base: { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } } }),
  };
}
