import { expect, it } from "vitest";

import { humanSize } from "./human-size.ts";

it.each([
  [0, "0B"],
  [999, "999B"],
  [1000, "1kB"],
  [30_880, "30.88kB"],
  [123_456, "123.5kB"],
  [2_500_000, "2.5MB"],
])("writes %i bytes as %s", (bytes, text) => {
  expect(humanSize(bytes)).toBe(text);
});
