import { randomUUID } from "node:crypto";

import type { ReportedStatus } from "../status/read.ts";

/** Stands between the id of a dispatch and the mark of an intent; ids that have it are refused. */
export const INTENT_SEPARATOR = "~";

/**
 * Makes the id of an intent: that of the dispatch, and a mark that no other intent has.
 *
 * GitHub keeps every status, in one order for all readers, so whoever announced first can be told.
 */
export function intentId(dispatchId: string): string {
  return `${dispatchId}${INTENT_SEPARATOR}${randomUUID().slice(0, 8)}`;
}

/** Returns the id of the dispatch that an entry of the ledger speaks of. */
export function dispatchOf(id: string): string {
  return id.split(INTENT_SEPARATOR)[0] ?? id;
}

/**
 * Finds the entry that says that a dispatch was sent. Nothing that was written later takes that back: a reporter that read
 * the ledger before may have announced the dispatch once more.
 */
export function findSent(history: readonly ReportedStatus[], dispatchId: string): ReportedStatus | undefined {
  return history.find(({ state, id }) => state === "success" && id !== undefined && dispatchOf(id) === dispatchId);
}

/**
 * Lists the intents of a dispatch since it was last known whether it was sent, the newest first.
 *
 * A failure that names an intent ends the doubt about this one and those before it. What was announced while it was written
 * stays open: another reporter may have ended the same doubt, and sent.
 */
export function openIntents(history: readonly ReportedStatus[], dispatchId: string): readonly ReportedStatus[] {
  const isIntent = ({ state, id }: ReportedStatus): boolean =>
    state === "pending" && id !== undefined && dispatchOf(id) === dispatchId;
  const ends = history.flatMap((entry, index) => {
    if (isIntent(entry)) return [];
    const named = history.findIndex((status) => isIntent(status) && status.id === entry.id);
    return [named < 0 ? index : named];
  });
  return history.slice(0, Math.min(history.length, ...ends)).filter(isIntent);
}

/**
 * Tells whether an intent is the first one of those that are open.
 *
 * Two reporters may announce at once: a message that a queue handed to another worker, for one. Only the first one sends.
 */
export function isFirstIntent(history: readonly ReportedStatus[], intent: string): boolean {
  return openIntents(history, dispatchOf(intent)).at(-1)?.id === intent;
}
