import { describe, expect, test } from "vitest";

import { createLineLookup } from "./place.ts";

describe("createLineLookup", () => {
  test("counts from the line on which the document starts, a line end with the line that it ends", () => {
    const lineAt = createLineLookup({ file: "shop.yaml", text: "a\n\nbc\n", line: 7 });
    expect([0, 1, 2, 3, 4, 5, 6].map((offset) => lineAt(offset))).toEqual([7, 7, 8, 9, 9, 9, 10]);
  });

  test("finds 100,000 lines without counting from the top for each", () => {
    const lineAt = createLineLookup({ file: "shop.yaml", text: "a: yes\n".repeat(100_000), line: 1 });
    // Counting from the top would look at 5,000,000,000 lines, and not end before the test is stopped.
    const wrong = Array.from({ length: 100_000 }, (_, index) => index + 1).filter(
      (line) => lineAt((line - 1) * 7) !== line,
    );
    expect(wrong).toEqual([]);
  });
});
