import { describe, expect, it } from "vitest";

import { commentBody, cutMarkdown, isShown, markerOf } from "./comment-body.ts";

const comment = { repository: "acme/shop", number: 1, name: "gitops", key: "dev/cart" };

describe("the marker of a comment", () => {
  it("is not seen, and tells name and key", () => {
    expect(markerOf(comment)).toBe("<!-- gitops:dev/cart -->");
  });

  it.each(["", "a b", "a-->b", "a--b", "a:b", "a\nb", "ä"])("cannot be made of %j", (key) => {
    expect(() => markerOf({ name: "gitops", key })).toThrow(RangeError);
  });
});

describe("the body of a comment", () => {
  it("begins with the marker, and is cut to what GitHub takes", () => {
    expect(commentBody({ ...comment, body: "Hello" })).toBe("<!-- gitops:dev/cart -->\nHello");
    const long = commentBody({ ...comment, body: "a line of text\n".repeat(10_000) });
    expect(long.length).toBeLessThanOrEqual(65_536);
    expect(long).toMatch(/a line of text\n\nCut here: the whole text has 150000 characters\.$/);
  });

  it("is the same to GitHub with other line ends and blanks at its end", () => {
    expect(isShown("a\r\nb\r\n", "a\nb")).toBe(true);
    expect(isShown("a\nb", "a\nc")).toBe(false);
    expect(isShown(undefined, "a")).toBe(false);
  });
});

describe("cutMarkdown", () => {
  it("leaves alone what fits", () => {
    expect(cutMarkdown("a\nb", 3)).toBe("a\nb");
  });

  it.each([
    ["a code block", "```yaml\n", "a: 1\n", "\n```\n\nCut here"],
    ["a longer code block", "````\n```\n", "text\n", "\n````\n\nCut here"],
    ["details", "<details><summary>x</summary>\n\n", "text\n", "\n</details>\n\nCut here"],
    ["details with a code block", "<details>\n\n```\n</details>\n", "text\n", "\n```\n</details>\n\nCut here"],
    ["a comment", "<!-- hidden\n", "text\n", "\n-->\n\nCut here"],
    ["what was closed", "```\na\n```\n<details></details>\n<!-- a -->\n", "text\n", "text\n\nCut here"],
  ])("closes %s", (_case, head, line, end) => {
    const cut = cutMarkdown(head + line.repeat(1000), 500);
    expect(cut.length).toBeLessThanOrEqual(500);
    expect(cut).toContain(end);
  });

  it("cuts one long line between characters", () => {
    const cut = cutMarkdown("😀".repeat(1000), 501);
    expect(cut.length).toBeLessThanOrEqual(501);
    expect(cut.isWellFormed()).toBe(true);
  });

  it("keeps much of one long line behind a short one", () => {
    const cut = cutMarkdown(`short\n${"x".repeat(1000)}`, 500);
    expect(cut.length).toBeLessThanOrEqual(500);
    expect(cut.length).toBeGreaterThan(450);
  });
});
