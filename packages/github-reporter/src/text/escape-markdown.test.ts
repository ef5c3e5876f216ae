import { describe, expect, it } from "vitest";

import { escapeMarkdown } from "./escape-markdown.ts";

describe("escapeMarkdown", () => {
  it.each([
    ["a mention", "@octocat", "@&#8203;octocat"],
    ["a mention of a team", "@acme/platform", "@&#8203;acme/platform"],
    ["a reference", "fixes #1", "fixes \\#&#8203;1"],
    ["a reference of another repository", "acme/shop#1", "acme/shop\\#&#8203;1"],
    ["a reference in the old form", "closes gh-12", "closes gh\\-&#8203;12"],
    ["an address", "https://evil.example", "https:&#8203;//evil\\.example"],
    ["an address without scheme", "www.evil.example", "www&#8203;\\.evil\\.example"],
    ["an address of mail", "bot@evil.example", "bot@&#8203;evil\\.example"],
    ["an emoji", "a :white_check_mark: b:+1:", "a :&#8203;white\\_check\\_mark: b:&#8203;\\+1:"],
    ["a link", "[a](b)", "\\[a\\]\\(b\\)"],
    ["an image", "![a](b)", "\\!\\[a\\]\\(b\\)"],
    ["the end of a hidden marker", "--> text", "\\-\\-&gt; text"],
    ["a hidden marker", "<!-- gitops:dev/cart -->", "&lt;\\!\\-\\- gitops:dev/cart \\-\\-&gt;"],
    ["HTML", "</details><b>", "&lt;/details&gt;&lt;b&gt;"],
    ["an entity", "&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["a cell of a table", "a | b", "a \\| b"],
    ["code", "`a` ```", "\\`a\\` \\`\\`\\`"],
    ["emphasis and strikes", "*a* _b_ ~~c~~", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~"],
    ["a heading", "# a", "\\#&#8203; a"],
    ["a list", "1. a", "1\\. a"],
    ["mathematics", "$a^2$", "\\$a\\^2\\$"],
    ["an escape", "\\@a \\[b", "\\\\@&#8203;a \\\\\\[b"],
    ["several lines", "a\n\n# b\n---", "a \\#&#8203; b \\-\\-\\-"],
    ["a reversed text", "a\u202eb", "ab"],
  ])("makes text of %s", (_case, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it.each(["Grüße an shop/cart, 3 of 4 ready", "at 10:15:00: done"])("leaves prose alone: %s", (prose) => {
    expect(escapeMarkdown(prose)).toBe(prose);
  });
});
