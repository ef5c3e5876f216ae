import { describe, expect, test } from "vitest";

import { compileLabelSelector } from "./label-selector.ts";

describe("a label selector", () => {
  const labels = { app: "cart", "example.com/tier": "web", env: "dev", empty: "" };

  test.each([
    ["app=cart", true],
    ["app==cart", true],
    ["app = cart", true],
    ["app=shop", false],
    ["app!=shop", true],
    ["app!=cart", false],
    ["missing!=x", true],
    ["env in (dev, test)", true],
    ["env in (prod)", false],
    ["env notin (prod,stage)", true],
    ["env notin (dev)", false],
    ["missing notin (a)", true],
    ["app", true],
    ["!app", false],
    ["missing", false],
    ["! missing", true],
    ["empty=", true],
    ["example.com/tier=web", true],
    ["app=cart,env in (dev,test),!legacy", true],
    ["app=cart,env in (prod,test)", false],
    ["constructor", false],
  ])("%j", (selector, expected) => {
    expect(compileLabelSelector(selector)._unsafeUnwrap()(labels)).toBe(expected);
  });

  test("sees an object without labels as one that has none", () => {
    expect(compileLabelSelector("!app")._unsafeUnwrap()(undefined)).toBe(true);
  });

  test.each(["", "a,", "a=b c", "a in b", "a in (b", "a>1", "=a", "a in (b)c", "(a)"])("refuses %j", (selector) => {
    expect(compileLabelSelector(selector).isErr()).toBe(true);
  });
});
