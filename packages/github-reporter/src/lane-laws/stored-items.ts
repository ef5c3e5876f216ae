import type { LaneItem } from "../lane/lane.ts";
import type { LaneProcess } from "./lane-process.ts";
import { expectThat } from "./law.ts";

/** An item whose body a lane has to give back as it was. */
export function item(id: string, key = "a", group = "github"): LaneItem<unknown> {
  return { id, key, group, body: { text: `body of ${id} ✓`, list: [1, null, true] } };
}

/** Puts items, each of which is new. */
export async function store(lane: LaneProcess, ...items: readonly LaneItem<unknown>[]): Promise<void> {
  for (const one of items) {
    const outcome = await lane.put(one);
    expectThat(outcome === "stored", `a new item is stored, and ${one.id} was answered by ${outcome}`);
  }
}

/** Ids of items, sorted, for a lane knows no order. */
export function idsOf(items: readonly LaneItem<unknown>[]): readonly string[] {
  return items.map(({ id }) => id).sort();
}
