import { describe, expect, test } from "vitest";

import { checkRender } from "./check-render.ts";

describe("a render as a whole", () => {
  const unmatchedImages = [{ name: "cart", reference: "ghcr.io/acme/cart:1" }];

  test.each([1, 500])("of %i objects is fine", (resourceCount) => {
    expect(checkRender({ resourceCount, unmatchedImages: [] }, {})).toEqual([]);
  });

  test("of more than 500 objects gets a warning: Flux's kustomize would be slow", () => {
    const whole = { resourceCount: 501, unmatchedImages: [] };
    expect(checkRender(whole, {})).toMatchObject([{ severity: "warning", code: "flux/too-many-resources" }]);
    expect(checkRender(whole, {})[0]?.message).toContain("split the app");
    expect(checkRender(whole, { tooManyResources: "error" })).toMatchObject([{ severity: "error" }]);
    expect(checkRender(whole, { tooManyResources: "allow" })).toEqual([]);
  });

  test("of no object is refused, and so are images that nothing uses", () => {
    expect(checkRender({ resourceCount: 0, unmatchedImages }, {})).toMatchObject([
      { severity: "error", code: "render/empty" },
      { severity: "error", code: "image/unmatched" },
    ]);
    expect(
      checkRender({ resourceCount: 0, unmatchedImages }, { emptyRender: "warn", unmatchedImage: "allow" }),
    ).toMatchObject([{ severity: "warning", code: "render/empty" }]);
  });
});
