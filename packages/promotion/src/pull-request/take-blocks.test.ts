import { expect, it } from "vitest";

import { takeBlocks } from "./take-blocks.ts";

const options = { head: "# Head\n", blocks: ["- one", "- two", "- three"], note: (left: number) => `- ${left} more` };

it("takes all blocks that have room", () => {
  expect(takeBlocks({ ...options, maxChars: 100 })).toBe("# Head\n- one\n- two\n- three");
});

it("cuts between two blocks, and says how many it leaves out within the room", () => {
  const text = takeBlocks({ ...options, maxChars: 24 });
  expect(text).toBe("# Head\n- one\n- 2 more");
  expect(text.length).toBeLessThanOrEqual(24);
});

it("says at least how many there are", () => {
  expect(takeBlocks({ ...options, maxChars: 16 })).toBe("# Head\n- 3 more");
});

it("says nothing without room, and nothing without blocks", () => {
  expect(takeBlocks({ ...options, maxChars: 10 })).toBe("");
  expect(takeBlocks({ ...options, blocks: [], maxChars: 100 })).toBe("");
});
