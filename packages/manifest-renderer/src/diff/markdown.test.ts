import { expect, test } from "vitest";

import { htmlCode, inlineCode } from "./markdown.ts";

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

test.each([
  ["Deployment.apps shop/cart", "<code>Deployment.apps shop/cart</code>"],
  ["</code>", "<code>&#60;/code&#62;</code>"],
  ["@octocat #1 a_b", "<code>&#64;octocat &#35;1 a&#95;b</code>"],
  ["&amp;`*", "<code>&#38;amp&#59;&#96;&#42;</code>"],
  ["a\nb", "<code>a&#92;u&#123;a&#125;b</code>"],
  ["é\u{1f600}", "<code>é&#128512;</code>"],
])("writes %j as %j in HTML", (text, code) => {
  expect(htmlCode(text)).toBe(code);
});
