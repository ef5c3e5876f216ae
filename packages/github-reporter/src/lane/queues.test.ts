import { describe, expect, it } from "vitest";

import type { LaneItem } from "./lane.ts";
import { createQueues } from "./queues.ts";

describe("queues", () => {
  it("know an item that waits for long, however many come and go meanwhile", () => {
    const queues = createQueues<string>(2);
    queues.add({ ...item("later", "z"), notBefore: 1_000 });
    for (let i = 0; i < 6; i++) {
      queues.add(item(String(i), "a"));
      for (const batch of queues.take(0, 1).batches) queues.settle(batch, { code: "done" }, 0);
    }
    expect(queues.knows("later")).toBe(true);
    expect(queues.size()).toBe(1);
  });
});

function item(id: string, key: string): LaneItem<string> {
  return { id, key, group: "github", body: `body of ${id}` };
}
