import { controlContext, type Release } from "@gitops/github-reporter";
import { errAsync, ok, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { markCommit } from "../git/mark.ts";
import { moveBranch } from "../git/move-branch.ts";
import { listFiles, readBlob, readBranch } from "../git/repository.ts";
import { writeCommit } from "../git/write-commit.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { Orders } from "../world.ts";
import { CONTROL_BRANCH, decodeOrders, encodeOrders, NO_ORDERS, ordersPath } from "./orders-file.ts";
import { ordersMark } from "./read-orders.ts";

/** Several people may order at once; more losses in a row mean that something else is wrong. */
const MAX_RACES = 3;

/**
 * Who ordered something, and why: the message of the commit, which is the record of it.
 *
 * @internal
 */
export interface OrderNote {
  /** What is done, as the subject of the commit: `Hold`, `Resume`, `Promote`, `Roll back`. */
  readonly verb: string;
  /** Slot id. */
  readonly slot: string;
  /** Who. */
  readonly by: string;
  /** Why. */
  readonly reason: string;
  /** The release that it is about, if any. */
  readonly release?: Release | undefined;
}

/**
 * Changes the orders for a slot, as a commit on top of what was read.
 *
 * @param change - Makes the new orders of the present ones; called again when somebody else was faster.
 * @returns the new orders, `LOST_RACE`, or a GitHub error.
 * @internal
 */
export function changeOrders(
  context: PromoterContext,
  note: OrderNote,
  change: (orders: Orders) => Orders,
  races = MAX_RACES,
): ResultAsync<Orders, PromotionError> {
  return tryToChange(context, note, change).orElse((error) =>
    error.code === "LOST_RACE" && races > 1 ? changeOrders(context, note, change, races - 1) : errAsync(error),
  );
}

function tryToChange(
  context: PromoterContext,
  note: OrderNote,
  change: (orders: Orders) => Orders,
): ResultAsync<Orders, PromotionError> {
  return safeTry<Orders, PromotionError>(async function* () {
    const home = context.repository(context.pipeline.repository);
    const path = ordersPath(note.slot);
    const head = yield* readBranch(home, CONTROL_BRANCH);
    const file = head && (yield* listFiles(home, head.tree)).find((one) => one.path === path);
    const before = file === undefined ? NO_ORDERS : yield* decodeOrders(yield* readBlob(home, file), path);
    const after = change(before);
    const text = encodeOrders(after);
    if (text === encodeOrders(before)) return ok(after);
    const commit = yield* writeCommit(home, {
      message: orderMessage(note),
      base: head?.tree,
      // A tree needs a file, and a deletion one that is there.
      files: text === undefined && file === undefined ? [] : [{ path, text }],
      parents: head === undefined ? [] : [head.sha],
    });
    const mark = { context: controlContext(), id: ordersMark(path, text), text: orderSubject(note), at: context.now() };
    yield* markCommit(home, commit, mark, context.reporters);
    yield* moveBranch(home, CONTROL_BRANCH, { from: head?.sha, to: commit });
    return ok(after);
  });
}

function orderSubject({ verb, slot, release }: OrderNote): string {
  return `${verb} ${slot}${release === undefined ? "" : ` ${release.id}`}`;
}

/** Trailers are an index for people and searches; nobody reads them back. */
function orderMessage(note: OrderNote): string {
  const line = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
  return [
    orderSubject(note),
    "",
    line(note.reason),
    "",
    `Gitops-Slot: ${note.slot}`,
    ...(note.release === undefined ? [] : [`Gitops-Release: ${note.release.id}`]),
    `Gitops-By: ${line(note.by)}`,
    "",
  ].join("\n");
}
