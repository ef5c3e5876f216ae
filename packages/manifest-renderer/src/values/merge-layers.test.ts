import { expect, test } from "vitest";

import { mergeLayersExample } from "./merge-layers.examples.ts";
import { mergeLayers } from "./merge-layers.ts";

test("a value comes from the highest layer that writes it, and says so", () => {
  expect(mergeLayersExample()).toEqual([{ host: "db.prod", port: 5432 }, "acme/shop-config:prod/values.yaml"]);
});

test("each value knows its layer, whatever its name and its shape", () => {
  const { sources } = mergeLayers([
    { source: "low", values: { map: { kept: 1, gone: { deep: 1 } }, list: [1, 2], "a.b": 1, empty: {} } },
    { source: "high", values: { map: { gone: null }, list: [3], more: true } },
  ]);
  expect(sources).toEqual({
    "map.kept": "low",
    "map.gone": "high",
    list: "high",
    '["a.b"]': "low",
    empty: "low",
    more: "high",
  });
});

test("a key that is special for JavaScript is a key like any other", () => {
  const values = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as { readonly constructor: number };
  const merged = mergeLayers([{ source: "low", values }]);
  expect(Object.keys(merged.values)).toEqual(["__proto__", "constructor"]);
  expect(merged.sources).toMatchObject({ "__proto__.x": "low", constructor: "low" });
  expect({}).not.toHaveProperty("x");
});
