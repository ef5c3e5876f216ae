import type { LaneBatch, LaneItem, LaneVerdict, RejectedItem } from "./lane.ts";

/** What becomes of each item when a batch has ended. */
export interface Booking<T> {
  /** Items that come with the next batch. */
  readonly keep: readonly LaneItem<T>[];
  /** Items that are known and nothing more. */
  readonly finish: readonly LaneItem<T>[];
  /** Items for the dead letters. */
  readonly bury: readonly (RejectedItem & { readonly item: LaneItem<T> })[];
}

/** Reads from the verdict what becomes of each item; a retry that is given up is a rejection. */
export function bookingOf<T>(
  { items, kept, attempt }: Pick<LaneBatch<T>, "items" | "kept" | "attempt">,
  verdict: LaneVerdict,
): Booking<T> {
  if (verdict.code !== "done") {
    const why = verdict.code === "reject" ? verdict.why : `${verdict.why} (given up at attempt ${attempt})`;
    return { keep: kept, finish: [], bury: items.map((item) => ({ item, id: item.id, why })) };
  }
  const keep = new Set(verdict.keep);
  const rejected = new Map((verdict.reject ?? []).map(({ id, why }) => [id, why]));
  const all = [...kept, ...items.filter(({ id }) => !rejected.has(id))];
  return {
    keep: all.filter(({ id }) => keep.has(id)),
    finish: all.filter(({ id }) => !keep.has(id)),
    bury: items.flatMap((item) => {
      const why = rejected.get(item.id);
      return why === undefined ? [] : [{ item, id: item.id, why }];
    }),
  };
}
