import { describe, expect, it } from "vitest";

import { oneLine, statusLine } from "./one-line.ts";

describe("oneLine", () => {
  it.each([
    ["a\r\n\tb\u2028c\u0085d", "a b cd"],
    ["\u001b[31mred\u001b[0m", "[31mred[0m"],
    ["user\u202e\u2066nimda\u2069", "usernimda"],
    ["zero\u200bwidth\u00adhyphen\ufeff", "zerowidthhyphen"],
    ["half \ud83d pair", "half pair"],
    ["  \u200b  ", ""],
    ["Grüße 😀", "Grüße 😀"],
  ])("makes %j to %j", (text, line) => {
    expect(oneLine(text)).toBe(line);
  });
});

describe("statusLine", () => {
  it("has no character of four bytes, which GitHub refuses", () => {
    expect(statusLine("done 🐛\nnow")).toBe("done \uFFFD now");
  });
});
