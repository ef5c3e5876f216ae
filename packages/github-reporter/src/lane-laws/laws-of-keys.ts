import { expectThat, laws } from "./law.ts";
import { DONE, gate, record, sleep } from "./recording.ts";
import { idsOf, item, store } from "./stored-items.ts";
import { LaneRefusedError } from "./lane-process.ts";
import type { Handle, LaneProcess } from "./lane-process.ts";

/** What a lane promises of its keys. */
export const lawsOfKeys = laws(
  {
    name: "all keys are served",
    prove: async ({ open, until }) => {
      const lane = await open();
      const items = Array.from({ length: 40 }, (_, index) => item(String(index), `key-${index % 15}`));
      await store(lane, ...items);
      const seen = record();
      await lane.run(seen.handle);
      await until(() => seen.ids.length === items.length, "every item of every key is handed out");
      const isSorted = seen.batches.every(({ key, items }) => items.every((one) => one.key === key));
      expectThat(isSorted, "a batch holds items of its key only");
    },
  },
  {
    name: "one batch of a key at a time, while other keys go on",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1", "slow"));
      const held = gate();
      const seen = record(async ({ key }) => {
        if (key === "slow") await held.passed;
        return DONE;
      });
      await lane.run(seen.handle);
      await until(() => seen.ids.includes("1"), "an item is handed out");
      await store(lane, item("2", "slow"), item("3", "quick"), item("4", "other"));
      await until(() => seen.ids.includes("3") && seen.ids.includes("4"), "other keys go on while one is handled");
      await sleep(500);
      expectThat(!seen.ids.includes("2"), "a key is not handed out while a batch of it is handled");
      held.open();
      await until(() => seen.ids.includes("2"), "what came meanwhile is handed out afterwards");
    },
  },
  {
    name: "one batch of a key at a time under load, also by two processes",
    needs: "durability",
    prove: async ({ open, until }) => {
      const first = await open();
      const lanes = [first, ...(await openSecond(open))];
      const watch = watchKeys();
      for (const lane of lanes) await lane.run(watch.handle);
      const items = Array.from({ length: 60 }, (_, index) => item(String(index), `key-${index % 3}`));
      // Six at a time: each of three keys by each of two processes.
      for (let start = 0; start < items.length; start += 6) {
        const some = items.slice(start, start + 6);
        await Promise.all(some.map((one, index) => store(lanes[index % lanes.length] ?? first, one)));
      }
      await until(() => watch.handled.size === items.length, "every item is handed out");
      expectThat(watch.most() === 1, "two batches of one key are never handled at once");
    },
  },
  {
    name: "kept items come with the next batch of the key, until they are not named",
    needs: "kept-items",
    prove: async ({ open, until }) => {
      const lane = await open();
      const seen = record(({ items }) => ({ code: "done", keep: idsOf(items) }));
      await lane.run(seen.handle);
      for (const id of ["1", "2", "3"]) {
        await store(lane, item(id));
        await until(() => seen.ids.includes(id), "an item is handed out");
      }
      const kept = seen.batches.map((batch) => idsOf(batch.kept).join());
      expectThat(
        kept.join("|") === "|1|2",
        `each batch brings what the last one kept, and they brought ${kept.join("|")}`,
      );
    },
  },
  {
    name: "kept items outlive a SIGKILL",
    needs: ["kept-items", "durability"],
    prove: async ({ open, until }) => {
      const first = await open();
      await store(first, item("1"));
      const before = record(({ items }) => ({ code: "done", keep: idsOf(items) }));
      await first.run(before.handle);
      await until(() => before.ids.includes("1"), "an item is handed out");
      await first.stop();
      await first.kill();
      const second = await open();
      await store(second, item("2"));
      const after = record();
      await second.run(after.handle);
      await until(() => after.ids.includes("2"), "the next item is handed out");
      expectThat(idsOf(after.batches[0]?.kept ?? []).join() === "1", "what was kept comes with the next batch");
    },
  },
  {
    name: "stop lets the current batch end, and takes no other",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1"));
      const held = gate();
      const seen = record(async () => {
        await held.passed;
        return DONE;
      });
      await lane.run(seen.handle);
      await until(() => seen.ids.includes("1"), "an item is handed out");
      let isStopped = false;
      const stopping = lane.stop().then(() => (isStopped = true));
      await sleep(300);
      expectThat(!isStopped, "stop waits for the current batch");
      await store(lane, item("2", "b"));
      held.open();
      await stopping;
      await sleep(300);
      expectThat(!seen.ids.includes("2"), "a lane that is stopped hands nothing out");
      const next = record();
      await lane.run(next.handle);
      await until(() => next.ids.includes("2"), "a lane that was stopped runs again");
      expectThat(!next.ids.includes("1"), "the batch that ended during stop is settled");
    },
  },
);

/** A lane may be for one process alone; then it must refuse to open. */
async function openSecond(open: () => Promise<LaneProcess>): Promise<readonly LaneProcess[]> {
  try {
    return [await open()];
  } catch (error) {
    if (error instanceof LaneRefusedError) return [];
    throw error;
  }
}

/** Counts how many batches of one key are handled at once. */
function watchKeys(): { readonly handle: Handle; readonly most: () => number; readonly handled: ReadonlySet<string> } {
  const active = new Map<string, number>();
  const handled = new Set<string>();
  let most = 0;
  const handle: Handle = async ({ key, items }) => {
    const count = (active.get(key) ?? 0) + 1;
    active.set(key, count);
    most = Math.max(most, count);
    await sleep(50);
    active.set(key, (active.get(key) ?? 1) - 1);
    for (const { id } of items) handled.add(id);
    return DONE;
  };
  return { handle, most: () => most, handled };
}
