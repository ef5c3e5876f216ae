import { expect, test } from "vitest";

import { quantityOf } from "./quantity.ts";

test.each([
  ["1", 1],
  [2, 2],
  ["1.5Gi", 1.5 * 1024 ** 3],
  [".5k", 500],
  ["1M", 1e6],
  ["500m", 0.5],
  ["1e3", 1000],
  ["1E3", 1000],
  ["1E", 1e18],
  ["big", undefined],
  ["1 Gi", undefined],
  [null, undefined],
])("reads the quantity %j as %j", (text, value) => {
  expect(quantityOf(text)).toBe(value);
});
