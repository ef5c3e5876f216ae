import { describe, expect, test } from "vitest";

import { createLineLookup } from "./place.ts";

describe("createLineLookup", () => {
  test("counts from the line on which the document starts, a line end with the line that it ends", () => {
    const lineAt = createLineLookup({ file: "shop.yaml", text: "a\n\nbc\n", line: 7 });
    expect([0, 1, 2, 3, 4, 5, 6].map((offset) => lineAt(offset))).toEqual([7, 7, 8, 9, 9, 9, 10]);
  });
});
