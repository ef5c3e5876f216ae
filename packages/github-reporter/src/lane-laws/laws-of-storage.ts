import type { LaneProcess } from "./lane-process.ts";
import { expectThat, laws } from "./law.ts";
import { record, sleep } from "./recording.ts";
import { idsOf, item, store } from "./stored-items.ts";

const ROUNDS = 3;
const LOAD_MS = 300;

/** What a lane promises of its storage. */
export const lawsOfStorage = laws(
  {
    name: "an item is on the storage before put resolves",
    needs: "durability",
    prove: async ({ open, until }) => {
      for (const id of ["1", "2", "3"]) await (await open()).putAndDie(item(id, id));
      const seen = record();
      await (await open()).run(seen.handle);
      await until(() => new Set(seen.ids).size === 3, "an item that was stored is handed out after a SIGKILL");
    },
  },
  {
    name: "an item comes out as it was put",
    prove: async ({ open, until }) => {
      const lane = await open();
      const put = item("1", "shop/cart", "github.example");
      await store(lane, put);
      const seen = record();
      await lane.run(seen.handle);
      await until(() => seen.batches.length > 0, "an item is handed out");
      const [got] = seen.batches[0]?.items ?? [];
      const isSame = got?.key === put.key && got.group === put.group && isEqual(got.body, put.body);
      expectThat(isSame, "id, key, group and body of an item stay what they were");
    },
  },
  {
    name: "an id that was stored is a duplicate, also when its item was handled",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1"));
      expectThat((await lane.put(item("1"))) === "duplicate", "an id that waits is a duplicate");
      const seen = record();
      await lane.run(seen.handle);
      await until(() => seen.ids.length > 0, "an item is handed out");
      expectThat((await lane.put(item("1"))) === "duplicate", "an id that was handled is a duplicate");
      await store(lane, item("2"));
      await until(() => seen.ids.includes("2"), "the next item is handed out");
      expectThat(seen.ids.length === 2, "an item that was put twice is handed out once");
    },
  },
  {
    name: "what is handled stays handled after a restart, and its id is a duplicate",
    needs: "durability",
    prove: async ({ open, until }) => {
      const seen = record();
      const first = await open();
      await store(first, item("1"));
      await first.run(seen.handle);
      await until(() => seen.ids.length > 0, "an item is handed out");
      await first.stop();
      await first.close();
      const second = await open();
      expectThat((await second.put(item("1"))) === "duplicate", "an id is known after a restart");
      await store(second, item("2"));
      await second.run(seen.handle);
      await until(() => seen.ids.includes("2"), "the next item is handed out");
      expectThat(seen.ids.length === 2, "an item that was handled is not handed out after a restart");
    },
  },
  {
    name: "a full lane refuses with LANE_FULL, and loses nothing",
    needs: "capacity",
    prove: async ({ open, until }) => {
      const lane = await open({ capacity: 3 });
      const stored: string[] = [];
      let refused: string | undefined;
      for (let count = 0; count < 50 && refused === undefined; count++) {
        const id = String(count);
        const outcome = await lane.put(item(id, id));
        if (outcome === "stored") stored.push(id);
        else refused = id;
        if (refused !== undefined) expectThat(outcome === "LANE_FULL", `a full lane says LANE_FULL, not ${outcome}`);
      }
      expectThat(refused !== undefined && stored.length >= 3, "a lane of capacity 3 takes 3 items and not 50");
      const seen = record();
      await lane.run(seen.handle);
      await until(() => seen.ids.length === stored.length, "what was stored before the lane was full is handed out");
      let outcome = "LANE_FULL";
      for (let count = 0; count < 100 && outcome === "LANE_FULL"; count++) {
        outcome = await lane.put(item(refused ?? ""));
        if (outcome === "LANE_FULL") await sleep(50);
      }
      expectThat(outcome === "stored", `a lane with room takes the item that it refused, and answered ${outcome}`);
    },
  },
  {
    name: "no acknowledged item is lost over repeated SIGKILLs under load",
    needs: "durability",
    prove: async ({ open, until }) => {
      const acknowledged = new Set<string>();
      const seen = record();
      for (let round = 0; round < ROUNDS; round++) {
        const lane = await open();
        await lane.run(seen.handle);
        await putFor(lane, round, acknowledged);
        await lane.kill();
      }
      // A verdict that was on its way when the process died counts for nothing, so only the last process tells.
      const last = await open();
      await last.run(seen.handle);
      const handled = (): ReadonlySet<string> => new Set(seen.ids);
      await until(
        () => [...acknowledged].every((id) => handled().has(id)),
        `each of ${acknowledged.size} acknowledged items is handed out`,
      );
    },
  },
  {
    name: "a batch comes again when its process is killed while it is handled",
    needs: "durability",
    prove: async ({ open, until }) => {
      const first = await open();
      await store(first, item("1"), item("2"));
      const before = record(() => new Promise(() => undefined));
      await first.run(before.handle);
      await until(() => before.batches.length > 0, "items are handed out");
      await first.kill();
      const after = record();
      await (await open()).run(after.handle);
      await until(() => idsOf(after.batches.flatMap(({ items }) => items)).join() === "1,2", "its items come again");
      const attempt = after.batches[0]?.attempt ?? 0;
      expectThat(
        attempt >= 2,
        `the delivery that a SIGKILL ended counts as an attempt: the next is 2, and was ${attempt}`,
      );
    },
  },
);

/** Puts items as fast as the lane takes them. */
async function putFor(lane: LaneProcess, round: number, acknowledged: Set<string>): Promise<void> {
  const end = Date.now() + LOAD_MS;
  const sender = async (number: number): Promise<void> => {
    for (let count = 0; Date.now() < end; count++) {
      const id = `${round}-${number}-${count}`;
      const outcome = await lane.put(item(id, `key-${(number * 7 + count) % 20}`)).catch(() => "gone");
      if (outcome === "stored") acknowledged.add(id);
    }
  };
  // The senders are still at work when the process is killed.
  const senders = Array.from({ length: 8 }, (_, number) => sender(number));
  await Promise.race([Promise.all(senders), sleep(LOAD_MS - 50)]);
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
