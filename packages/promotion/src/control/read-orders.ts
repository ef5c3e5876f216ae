import { controlContext, type GitHubError } from "@gitops/github-reporter";
import { createHash } from "node:crypto";
import { err, ok, okAsync, type Result, type ResultAsync, safeTry } from "neverthrow";

import { UnreadableError, type PromotionError } from "../errors.ts";
import { readCommit } from "../git/commit.ts";
import { lastChangeOf } from "../git/last-change.ts";
import { isMarked } from "../git/mark.ts";
import { listFiles, readBlob, type Repository, type TreeFile } from "../git/repository.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { Orders } from "../world.ts";
import { CONTROL_BRANCH, decodeOrders, NO_ORDERS, ordersPath } from "./orders-file.ts";

/**
 * Gives the orders for a slot, or why they cannot be read.
 *
 * @internal
 */
export type KnownOrders = (slot: string) => ResultAsync<Orders, PromotionError>;

/**
 * Reads the branch of orders.
 *
 * @param head - Head of that branch; undefined when nobody ever ordered anything.
 * @internal
 */
export function readControl(
  context: PromoterContext,
  head: string | undefined,
): ResultAsync<KnownOrders, PromotionError> {
  if (head === undefined) return okAsync(() => okAsync(NO_ORDERS));
  return safeTry<KnownOrders, PromotionError>(async function* () {
    const home = context.repository(context.pipeline.repository);
    const { tree } = yield* readCommit(home, head);
    const files = new Map((yield* listFiles(home, tree)).map((file) => [file.path, file]));
    return ok((slot: string) => {
      const file = files.get(ordersPath(slot));
      return file === undefined ? okAsync(NO_ORDERS) : readOrders(context, home, { file, head });
    });
  });
}

/**
 * Whoever may push can stop a slot, and let it go on under the policy. A request moves a release past what the policy
 * would wait for, so it counts only when the promoter wrote it for somebody.
 */
function readOrders(
  context: PromoterContext,
  home: Repository,
  { file, head }: { readonly file: TreeFile; readonly head: string },
): ResultAsync<Orders, PromotionError> {
  return readBlob(home, file)
    .andThen((text) => decodeOrders(text, file.path).map((orders) => ({ text, orders })))
    .andThen(({ text, orders }): ResultAsync<Orders, PromotionError> => {
      if (orders.request === undefined) return okAsync(orders);
      return isOurs(context, home, { path: file.path, text, head }).andThen((ours): Result<Orders, UnreadableError> =>
        ours ? ok(orders) : err(notOrdered(file.path)),
      );
    });
}

function isOurs(
  { reporters }: PromoterContext,
  home: Repository,
  { path, text, head }: { readonly path: string; readonly text: string; readonly head: string },
): ResultAsync<boolean, GitHubError> {
  return lastChangeOf(home, { path, revision: head }).andThen((commit) =>
    commit === undefined
      ? okAsync(false)
      : isMarked(home, commit, { context: controlContext(), id: ordersMark(path, text) }, reporters),
  );
}

function notOrdered(path: string): UnreadableError {
  return new UnreadableError(
    `${path} on the branch ${CONTROL_BRANCH} holds a request that no declared account wrote; delete the request and ask again`,
  );
}

/**
 * Binds the mark of a commit to the orders that it was made for.
 *
 * @internal
 */
export function ordersMark(path: string, text: string | undefined): string {
  return `orders-${createHash("sha256")
    .update(`${path}\0${text ?? ""}`)
    .digest("hex")
    .slice(0, 16)}`;
}
