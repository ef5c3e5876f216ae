import { describe, expect, it } from "vitest";

import { lawsFor, useFolder } from "./prove.ts";

/** What a lane does, the law that finds it, and how that says so. */
const broken: readonly (readonly [string, string, RegExp])[] = [
  ["resolves before it stores", "an item is on the storage before put resolves", /handed out after a SIGKILL/],
  ["forgets with its process", "an item is on the storage before put resolves", /handed out after a SIGKILL/],
  ["forgets with its process", "a batch comes again when its process is killed while it is handled", /come again/],
  ["forgets with its process", "no acknowledged item is lost over repeated SIGKILLs under load", /acknowledged items/],
  ["forgets with its process", "one batch of a key at a time under load, also by two processes", /handled at once/],
  ["changes the body", "an item comes out as it was put", /body of an item/],
  ["knows no ids", "an id that was stored is a duplicate, also when its item was handled", /that waits is a duplicate/],
  [
    "forgets ids at a restart",
    "what is handled stays handled after a restart, and its id is a duplicate",
    /known after a restart/,
  ],
  ["drops what is too much", "a full lane refuses with LANE_FULL, and loses nothing", /takes 3 items and not 50/],
  ["handles each item alone", "one batch of a key at a time, while other keys go on", /while a batch of it is handled/],
  ["handles one key at a time", "one batch of a key at a time, while other keys go on", /other keys go on/],
  ["serves one key only", "all keys are served", /every item of every key/],
  [
    "keeps nothing",
    "kept items come with the next batch of the key, until they are not named",
    /what the last one kept/,
  ],
  ["loses what is kept at a restart", "kept items outlive a SIGKILL", /what was kept/],
  ["stops at once", "stop lets the current batch end, and takes no other", /stop waits/],
  ["comes again at once", "a retry waits as long as it says, with all items of its key, and no other key", /waits for/],
  ["forgets delays at a restart", "a retry waits also when the process is killed", /waits for/],
  [
    "pauses the key alone",
    "a retry of the group holds back all keys of the group, and no other group",
    /key [ab] waits for/,
  ],
  [
    "pauses everything",
    "a retry of the group holds back all keys of the group, and no other group",
    /another group is handed out while/,
  ],
  ["counts no attempts", "attempts of a key are counted until it succeeds", /were 1,1,1,1/],
  [
    "forgets attempts at a restart",
    "a batch comes again when its process is killed while it is handled",
    /counts as an attempt/,
  ],
  ["takes a throw for success", "what a handler throws at comes again", /handler threw/],
  [
    "drops what is rejected",
    "what is rejected is listed as a dead letter, and comes again by replay",
    /is a dead letter/,
  ],
  [
    "drops what is rejected alone",
    "an item that is rejected alone is a dead letter, and the others of its batch are none",
    /is a dead letter, and not none/,
  ],
  ["repeats what is rejected", "what is rejected does not come again, and its key goes on", /does not come again/],
  ["replays nothing", "what is rejected is listed as a dead letter, and comes again by replay", /replayed item/],
  ["has no patience", "an item waits for its time, and others of its key do not", /before its time/],
];

describe("laneLaws", () => {
  useFolder();

  it.concurrent.each(broken)("finds that a lane %s", async (sabotage, name, complaint) => {
    const laws = lawsFor(`broken.ts?${encodeURIComponent(sabotage)}`, { patienceMs: 8_000 });
    const law = laws.find((one) => one.name === name);
    await expect(law?.run()).rejects.toThrow(complaint);
  });

  it("has a broken lane for every law", () => {
    const found = new Set(broken.map(([, name]) => name));
    expect(lawsFor("memory.ts").map(({ name }) => name)).toEqual(expect.arrayContaining([...found]));
    expect(found.size).toBe(lawsFor("memory.ts").length);
  });

  it("leaves out the laws on what a lane cannot do", () => {
    const names = lawsFor("memory.ts", { without: ["durability", "kept-items"] }).map(({ name }) => name);
    expect(names.filter((name) => /SIGKILL|restart|kept/.test(name))).toEqual([]);
    expect(names).toContain("all keys are served");
  });
});
