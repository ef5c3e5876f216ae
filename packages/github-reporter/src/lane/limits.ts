const DAY_MS = 86_400_000;

/** Milliseconds for which the id of a finished item is known. */
export const RETENTION_MS = 7 * DAY_MS;

/** Milliseconds for which a dead letter stays. */
export const DEAD_LETTER_RETENTION_MS = 30 * DAY_MS;

/** Items of a key that come in one batch at most; the rest comes with the next. */
export const LARGEST_BATCH = 500;

/** Rows are deleted in steps of this size, beside other work. */
export const PRUNED_AT_ONCE = 64;
