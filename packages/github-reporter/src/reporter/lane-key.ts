import type { ReportedSlot } from "./target.ts";

/** A rate limit pauses the whole reporter: which of its clients share one, nobody can tell. */
export const RATE_LIMIT_GROUP = "github";

/** Key of events whose slot is not known yet. A key of a slot has a space. */
export const INBOX_KEY = "inbox";

/**
 * The targets of one slot are never handled at once. The introducing commit would be a finer key, but nothing may ask
 * GitHub before an event is stored.
 */
export function laneKey({ repository, slot }: ReportedSlot): string {
  return `${repository.toLowerCase()} ${slot}`;
}
