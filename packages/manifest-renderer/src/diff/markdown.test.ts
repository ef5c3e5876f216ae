import { expect, test } from "vitest";

import { inlineCode } from "./markdown.ts";

test.each([
  ["a", "`a`"],
  ["", "`  `"],
  ["a`b", "``a`b``"],
  ["`a`", "`` `a` ``"],
  ["a``b`c", "```a``b`c```"],
  [" a", "`  a `"],
  ["a\nb", "`a\\u{a}b`"],
  ["a\u202eb\u200bc", "`a\\u{202e}b\\u{200b}c`"],
])("writes %j as %j", (text, code) => {
  expect(inlineCode(text)).toBe(code);
});

test("cuts long text without leaving half a character", () => {
  const code = inlineCode("\u{1f600}".repeat(200));
  expect(code.length).toBeLessThan(200);
  expect(code).not.toMatch(/\p{Surrogate}/u);
});
