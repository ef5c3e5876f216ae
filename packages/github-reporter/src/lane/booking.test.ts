import { describe, expect, it } from "vitest";

import { bookingOf } from "./booking.ts";
import type { LaneItem, LaneVerdict } from "./lane.ts";

const item = (id: string): LaneItem<null> => ({ id, key: "a", group: "github", body: null });
const batch = { items: [item("new-1"), item("new-2")] as const, kept: [item("old-1"), item("old-2")], attempt: 3 };

describe("bookingOf", () => {
  it.each<[string, LaneVerdict, object]>([
    ["finishes everything by default", { code: "done" }, { keep: [], finish: ["old-1", "old-2", "new-1", "new-2"] }],
    [
      "keeps what is named, of old and new",
      { code: "done", keep: ["old-2", "new-1"] },
      { keep: ["old-2", "new-1"], finish: ["old-1", "new-2"] },
    ],
    [
      "buries what is rejected while the others are finished or kept",
      { code: "done", keep: ["new-1", "new-2"], reject: [{ id: "new-2", why: "404" }] },
      { keep: ["new-1"], finish: ["old-1", "old-2"], bury: ["new-2: 404"] },
    ],
    [
      "rejects nothing that was only kept",
      { code: "done", reject: [{ id: "old-1", why: "404" }] },
      { finish: ["old-1", "old-2", "new-1", "new-2"], bury: [] },
    ],
    [
      "buries all new items of a rejected batch, and keeps what was kept",
      { code: "reject", why: "401" },
      { keep: ["old-1", "old-2"], finish: [], bury: ["new-1: 401", "new-2: 401"] },
    ],
    [
      "says of a retry that is given up at which attempt",
      { code: "retry", scope: "key", why: "502" },
      { keep: ["old-1", "old-2"], bury: ["new-1: 502 (given up at attempt 3)", "new-2: 502 (given up at attempt 3)"] },
    ],
  ])("%s", (_case, verdict, expected) => {
    const { keep, finish, bury } = bookingOf(batch, verdict);
    const ids = { keep: keep.map(({ id }) => id), finish: finish.map(({ id }) => id) };
    expect({ ...ids, bury: bury.map(({ id, why }) => `${id}: ${why}`) }).toMatchObject(expected);
  });
});
