import { describe, expect, it } from "vitest";

import { repositoryParameters } from "./repository.ts";

describe("repositoryParameters", () => {
  it("splits owner and name", () => {
    expect(repositoryParameters("acme/shop.github.io")).toEqual({ owner: "acme", repo: "shop.github.io" });
  });

  it.each(["shop", "acme/", "/shop", "acme/shop/tree", "acme/sh op", "https://github.com/acme/shop", "-acme/shop", ""])(
    "throws for %j",
    (text) => {
      expect(() => repositoryParameters(text)).toThrow(TypeError);
    },
  );
});
