import { describe, expect, it } from "vitest";

import { imageTagFor } from "./image-tag.ts";

const TREE = "a".repeat(40);
const LIBRARY = "b".repeat(40);

describe("imageTagFor", () => {
  it("gives equal content the same tag", () => {
    expect(imageTagFor([TREE, LIBRARY])).toBe(imageTagFor([TREE, LIBRARY]));
  });

  it("gives another tag when a watched folder changed", () => {
    expect(imageTagFor([TREE, LIBRARY])).not.toBe(imageTagFor([TREE, TREE]));
    expect(imageTagFor([TREE, LIBRARY])).not.toBe(imageTagFor([TREE]));
  });

  it("is a valid tag", () => {
    expect(imageTagFor([TREE])).toMatch(/^[\w][\w.-]{0,127}$/);
  });

  it.each([[[]], [["HEAD"]], [[TREE.slice(0, 7)]]])("refuses %j, which names no content", (objects) => {
    expect(() => imageTagFor(objects)).toThrow(RangeError);
  });
});
