import type { LaneVerdict } from "../lane/lane.ts";
import { expectThat, laws } from "./law.ts";
import { DELAY_MS, DONE, record, type Recording, sleep } from "./recording.ts";
import { item, store } from "./stored-items.ts";

/** Longer than it takes to start a process on a busy machine. */
const RESTART_MS = 3 * DELAY_MS;

/** Clocks of two processes on one machine differ by less. */
const TOLERANCE_MS = 100;

/** What a lane promises of the verdicts of its handler. */
export const lawsOfVerdicts = laws(
  {
    name: "a retry waits as long as it says, with all items of its key, and no other key",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1", "a"));
      const seen = recordWithFirst(retry("key"));
      await lane.run(seen.handle);
      await until(() => seen.batches.length > 0, "an item is handed out");
      await sleep(300);
      await store(lane, item("2", "a"), item("3", "b"));
      await until(() => seen.ids.includes("3"), "another key is handed out meanwhile");
      await until(() => countOf(seen, "1") === 2 && seen.ids.includes("2"), "the items of the key come later");
      expectDelay(seen, "a");
      expectThat(isBefore(seen, "b", "a"), "another key is handed out while one waits");
    },
  },
  {
    name: "a retry waits also when the process is killed",
    needs: "durability",
    prove: async ({ open, until }) => {
      const first = await open();
      await store(first, item("1"));
      const seen = recordWithFirst(retry("key", RESTART_MS));
      await first.run(seen.handle);
      await until(() => seen.batches.length > 0, "an item is handed out");
      await first.stop();
      await first.kill();
      await (await open()).run(seen.handle);
      await until(() => countOf(seen, "1") === 2, "the item comes again");
      expectDelay(seen, "a", RESTART_MS);
    },
  },
  {
    name: "a retry of the group holds back all keys of the group, and no other group",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1", "a", "limited"));
      const seen = recordWithFirst(retry("group"));
      await lane.run(seen.handle);
      await until(() => seen.batches.length > 0, "an item is handed out");
      await sleep(300);
      await store(lane, item("2", "b", "limited"), item("3", "c", "free"));
      await until(() => seen.ids.includes("3"), "another group is handed out meanwhile");
      await until(() => countOf(seen, "1") === 2 && seen.ids.includes("2"), "the keys of the group come later");
      expectDelay(seen, "a");
      expectDelay(seen, "b");
      expectThat(isBefore(seen, "c", "a"), "another group is handed out while one waits");
    },
  },
  {
    name: "attempts of a key are counted until it succeeds",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1"));
      const seen = record(() => (seen.batches.length < 3 ? { ...retry("key"), afterMs: 0 } : DONE));
      await lane.run(seen.handle);
      await until(() => countOf(seen, "1") === 3, "an item comes again until it is done");
      await store(lane, item("2"));
      await until(() => seen.ids.includes("2"), "the next item is handed out");
      const attempts = seen.batches.map(({ attempt }) => attempt).join();
      expectThat(attempts === "1,2,3,1", `attempts are 1, 2, 3, then 1, and were ${attempts}`);
    },
  },
  {
    name: "what a handler throws at comes again",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1"));
      const seen = recordWithFirst("throw");
      await lane.run(seen.handle);
      await until(() => countOf(seen, "1") === 2, "an item comes again when the handler threw");
    },
  },
  {
    name: "what is rejected does not come again, and its key goes on",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1"));
      const seen = recordWithFirst({ code: "reject", why: "no such commit" });
      await lane.run(seen.handle);
      await until(() => seen.ids.includes("1"), "an item is handed out");
      await store(lane, item("2"));
      await until(() => seen.ids.includes("2"), "the key goes on");
      await sleep(500);
      expectThat(countOf(seen, "1") === 1, "a rejected item does not come again");
    },
  },
  {
    name: "an item that is rejected alone is a dead letter, and the others of its batch are none",
    needs: "dead-letters",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1"), item("2"));
      const seen = recordWithFirst({ code: "done", reject: [{ id: "2", why: "no such commit" }] });
      await lane.run(seen.handle);
      await until(() => seen.ids.includes("1") && seen.ids.includes("2"), "the items are handed out");
      await sleep(500);
      await lane.stop();
      const dead = (await lane.deadLetters()).map((letter) => letter.item.id).join();
      expectThat(dead === "2", `the rejected item alone is a dead letter, and not ${dead || "none"}`);
      expectThat(seen.ids.length === 2, "none of them comes again");
    },
  },
  {
    name: "what is rejected is listed as a dead letter, and comes again by replay",
    needs: "dead-letters",
    prove: async ({ open, until }) => {
      const lane = await open();
      await store(lane, item("1"));
      const seen = recordWithFirst({ code: "reject", why: "no such commit" });
      await lane.run(seen.handle);
      await until(() => seen.ids.includes("1"), "an item is handed out");
      await lane.stop();
      const [letter, ...others] = await lane.deadLetters();
      expectThat(letter?.item.id === "1" && others.length === 0, "a rejected item is a dead letter");
      expectThat(letter?.why === "no such commit", "a dead letter has the reason");
      expectThat(!Number.isNaN(Date.parse(letter?.at ?? "")), "a dead letter has its time");
      expectThat((await lane.replay(["1", "unknown"])) === 1, "replay counts the dead letters among the ids");
      await lane.run(seen.handle);
      await until(() => countOf(seen, "1") === 2, "a replayed item is handed out");
      expectThat((await lane.deadLetters()).length === 0, "a replayed item is no dead letter any longer");
    },
  },
  {
    name: "an item waits for its time, and others of its key do not",
    needs: "not-before",
    prove: async ({ open, until }) => {
      const lane = await open();
      const notBefore = Date.now() + DELAY_MS;
      await store(lane, { ...item("later"), notBefore }, item("now"));
      const seen = record();
      await lane.run(seen.handle);
      await until(() => seen.ids.includes("now"), "an item without a time is handed out");
      await until(() => seen.ids.includes("later"), "an item is handed out once its time has come");
      const handedOut = seen.batches.find(({ items }) => items.some(({ id }) => id === "later"))?.at ?? 0;
      expectThat(handedOut >= notBefore - TOLERANCE_MS, "an item is not handed out before its time");
    },
  },
);

function retry(scope: "key" | "group", afterMs = DELAY_MS): LaneVerdict {
  return { code: "retry", scope, afterMs, why: "the law says so" };
}

/** Answers the first batch by the verdict, and is done with all others. */
function recordWithFirst(verdict: LaneVerdict | "throw"): Recording {
  let isFirst = true;
  return record(() => {
    const answer = isFirst ? verdict : DONE;
    isFirst = false;
    return answer;
  });
}

function countOf({ ids }: Recording, id: string): number {
  return ids.filter((one) => one === id).length;
}

/** One key came before the other came again. */
function isBefore({ batches }: Recording, key: string, other: string): boolean {
  const keys = batches.map((batch) => batch.key);
  return keys.indexOf(key) < keys.lastIndexOf(other);
}

/** The key comes no earlier than the delay after the first batch. */
function expectDelay({ batches }: Recording, key: string, delayMs = DELAY_MS): void {
  const [first, ...rest] = batches;
  const next = rest.find((batch) => batch.key === key);
  const waited = (next?.at ?? 0) - (first?.at ?? 0);
  expectThat(waited >= delayMs - TOLERANCE_MS, `key ${key} waits for ${delayMs} ms, and came after ${waited} ms`);
}
