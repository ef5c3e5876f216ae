import { describe, expect, it } from "vitest";

import { escapeMarkdown, inlineCode } from "./markdown.ts";

describe("escapeMarkdown", () => {
  it.each([
    ["<img src=x>", "&lt;img src=x\\>"],
    ["[x](https://evil.example)", "\\[x\\]\\(https://evil.example\\)"],
    ["**bold** `code`", "\\*\\*bold\\*\\* \\`code\\`"],
    ["one\n\n# two", "one #\u200b two"],
  ])("writes %j so that it has no markup", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it("mentions nobody and refers to no issue", () => {
    expect(escapeMarkdown("by @octocat for #1")).not.toMatch(/@octocat|#1/);
  });
});

describe("inlineCode", () => {
  it("fences text that contains backticks", () => {
    expect(inlineCode("a `b` ``c``")).toBe("``` a `b` ``c`` ```");
  });

  it("stays on one line", () => {
    expect(inlineCode("a\nb")).toBe("`a b`");
  });
});
