import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import { systemClock, type Clock } from "../clock.ts";
import { callGitHub, type GitHubClient, type GitHubData } from "../github/call.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { GitHubError } from "../github/errors.ts";
import { isDeclared, requireDeclared } from "../github/identity-mismatch.ts";
import { collectPages, PAGE_SIZE } from "../github/pages.ts";
import { confirmWrite } from "../github/read-back.ts";
import { repositoryParameters } from "../github/repository.ts";
import { commentBody, isShown, markerOf } from "./comment-body.ts";
import type { Comment, CommentWrite } from "./comment.ts";

/** Options of {@link ensureComment}. */
export interface EnsureCommentOptions {
  /** Logins whose comments are ours, e.g. `["acme-gitops[bot]"]`; their case does not matter. */
  readonly creators: readonly string[];
  /** Clock for the pauses between two looks at GitHub. Default: the machine's. */
  readonly clock?: Clock;
}

type IssueComment = GitHubData<"GET /repos/{owner}/{repo}/issues/{issue_number}/comments">[number];

/**
 * Makes a pull request or an issue show a comment: it is created once, and changed when its text differs.
 *
 * It is found by a marker that readers do not see, and by its author, because anyone can copy a marker. Of several the
 * oldest is kept up to date. When the answer to its creation was lost it is looked for, and never created blindly again.
 *
 * @returns what was done, or `IDENTITY_MISMATCH`, or a {@link GitHubError}.
 * @throws RangeError for a name or key that cannot be in a marker.
 * @example
 * ```ts source="./ensure.examples.ts#ensureComment_rollOut"
 * const written = await ensureComment(
 *   client,
 *   {
 *     repository: "acme/shop-manifests",
 *     number: 42,
 *     name: "gitops",
 *     key: "dev/cart",
 *     body: `**dev** failed: ${escapeMarkdown(message)}`,
 *   },
 *   { creators: ["acme-gitops[bot]"] },
 * );
 * ```
 * @see https://docs.github.com/rest/issues/comments
 */
export function ensureComment(
  client: GitHubClient,
  comment: Comment,
  { creators, clock = systemClock }: EnsureCommentOptions,
): ResultAsync<CommentWrite, EnsureError> {
  const body = commentBody(comment);
  return findComment(client, comment, creators).andThen((found) => {
    if (found === undefined) return createComment(client, { comment, body }, { creators, clock });
    if (isShown(found.body, body)) return okAsync({ code: "equal" as const, id: Number(found.id) });
    return updateComment(client, { comment, body, id: Number(found.id) });
  });
}

/** Finds the oldest comment of ours with the marker. */
function findComment(
  client: GitHubClient,
  comment: Comment,
  creators: readonly string[],
): ResultAsync<IssueComment | undefined, GitHubError> {
  const marker = markerOf(comment);
  return collectPages(`comments on ${comment.repository}#${comment.number}`, (page) =>
    callGitHub(client, "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...repositoryParameters(comment.repository),
      issue_number: comment.number,
      per_page: PAGE_SIZE,
      page,
    }),
  ).map((comments) =>
    comments
      .filter(({ user, body }) => isDeclared(creators, user?.login) && body?.startsWith(marker) === true)
      .reduce<IssueComment | undefined>(older, undefined),
  );
}

function older(one: IssueComment | undefined, other: IssueComment): IssueComment {
  return one !== undefined && one.id < other.id ? one : other;
}

function createComment(
  client: GitHubClient,
  { comment, body }: { readonly comment: Comment; readonly body: string },
  { creators, clock }: Required<EnsureCommentOptions>,
): ResultAsync<CommentWrite, EnsureError> {
  const created = callGitHub(client, "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...repositoryParameters(comment.repository),
    issue_number: comment.number,
    body,
  }).andThen(({ user }) => requireDeclared(creators, user));
  const what = `the comment ${comment.name}:${comment.key} on ${comment.repository}#${comment.number}`;
  return confirmWrite(created, () => findComment(client, comment, creators), { clock, what }).andThen((found) => {
    const id = Number(found.id);
    // Somebody else may have created it first, with a text of their own.
    return isShown(found.body, body)
      ? okAsync({ code: "written" as const, id })
      : updateComment(client, { comment, body, id });
  });
}

function updateComment(
  client: GitHubClient,
  { comment, body, id }: { readonly comment: Comment; readonly body: string; readonly id: number },
): ResultAsync<CommentWrite, GitHubError> {
  return callGitHub(client, "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
    ...repositoryParameters(comment.repository),
    comment_id: id,
    body,
  }).map(() => ({ code: "written" as const, id }));
}
