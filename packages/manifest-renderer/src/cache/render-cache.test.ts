import { expect, test } from "vitest";

import { memoryCache } from "./render-cache.ts";

test("a text is found under its key, and the last one counts", async () => {
  const cache = memoryCache();
  await cache.set("a", "1");
  await cache.set("a", "2");
  expect(await cache.get("a")).toBe("2");
  expect(await cache.get("b")).toBeUndefined();
});

test("the text that was not used for the longest time makes room", async () => {
  const cache = memoryCache({ maxChars: 4 });
  await cache.set("a", "11");
  await cache.set("b", "22");
  await cache.get("a");
  await cache.set("c", "33");
  expect([await cache.get("a"), await cache.get("b"), await cache.get("c")]).toEqual(["11", undefined, "33"]);
});

test("a text that is larger than the cache is not kept, and takes no room", async () => {
  const cache = memoryCache({ maxChars: 4 });
  await cache.set("a", "11");
  await cache.set("b", "22222");
  expect([await cache.get("a"), await cache.get("b")]).toEqual(["11", undefined]);
});
