import Libsql from "libsql";
import { describe, expect, it } from "vitest";

import { idsOf, item, store, useLaneFiles } from "../../../fixtures/sqlite/lane-files.ts";
import type { LaneBatch, LaneVerdict, ManagedLane } from "../lane.ts";

const DONE: LaneVerdict = { code: "done" };

describe("sqliteLane when the clock of the machine is set back", () => {
  const { open } = useLaneFiles((file) => new Libsql(file));

  it("hands out what was put before the clock was set back, and nothing before its time", async () => {
    const clock = { now: 20_000_000 };
    const at = { now: () => clock.now, sleep: () => new Promise<void>(() => undefined) };
    const seen: string[] = [];
    const note = ({ items }: LaneBatch<string>): LaneVerdict => {
      seen.push(...idsOf(items));
      return DONE;
    };
    const first = open({ clock: at });
    await store(first, item("1", "a"), { ...item("2", "b"), notBefore: 16_000_000 });
    clock.now -= 7_200_000;
    await runOnce(first, note);
    await store(first, item("3", "c"));
    clock.now -= 7_200_000;
    await first.close();
    const second = open({ clock: at });
    await runOnce(second, note);
    expect(seen).toEqual(["1", "3"]);
    clock.now = 16_000_000;
    await runOnce(second, note);
    expect(seen).toEqual(["1", "3", "2"]);
  });

  it("counts a delay and the pause of a group by a clock that was set back meanwhile", async () => {
    const clock = { now: 20_000_000 };
    const at = { now: () => clock.now, sleep: () => new Promise<void>(() => undefined) };
    const lane = open({ clock: at });
    await store(lane, item("1", "a"), item("2", "b", "limited"));
    const handled: string[] = [];
    const wait = ({ key }: LaneBatch<string>): LaneVerdict => {
      handled.push(key);
      return { code: "retry", scope: key === "a" ? "key" : "group", afterMs: 5_000, why: "asked to" };
    };
    await runOnce(lane, wait);
    clock.now -= 7_200_000;
    await runOnce(lane, wait);
    expect(handled.toSorted()).toEqual(["a", "b"]);
    clock.now += 5_000;
    await runOnce(lane, wait);
    expect(handled.toSorted()).toEqual(["a", "a", "b", "b"]);
  });
});

/** Runs the lane until it has nothing to hand out. */
async function runOnce(lane: ManagedLane<string>, handle: (batch: LaneBatch<string>) => LaneVerdict): Promise<void> {
  const running = await lane.run((batch) => Promise.resolve(handle(batch)));
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  await running.stop();
}
