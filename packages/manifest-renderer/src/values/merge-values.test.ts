import { expect, test } from "vitest";

import type { JsonObject } from "../json.ts";
import { findValue, mergeValues } from "./merge-values.ts";

test("merges maps key by key and replaces lists and scalars", () => {
  const lower = { db: { host: "a", port: 1 }, hosts: ["a", "b"], mode: "x", kept: true };
  const higher = { db: { host: "b" }, hosts: ["c"], mode: { deep: 1 } };
  expect(mergeValues(lower, higher)).toEqual({
    db: { host: "b", port: 1 },
    hosts: ["c"],
    mode: { deep: 1 },
    kept: true,
  });
});

test("lets null replace a value", () => {
  expect(mergeValues({ a: { b: 1 } }, { a: null })).toEqual({ a: null });
});

test("does not touch the prototype of any object", () => {
  const hostile = JSON.parse('{"__proto__": {"polluted": true}}') as JsonObject;
  const merged = mergeValues({ a: 1 }, hostile);
  expect(Object.keys(merged)).toEqual(["a", "__proto__"]);
  expect("polluted" in {}).toBe(false);
  expect(findValue({}, "constructor.name")).toBeUndefined();
});

test("finds a value behind dots, and nothing behind a scalar", () => {
  const values = { db: { host: "a" }, hosts: ["b"] };
  expect(findValue(values, "db.host")).toBe("a");
  expect(findValue(values, "db.host.length")).toBeUndefined();
  expect(findValue(values, "hosts.0")).toBeUndefined();
  expect(findValue(values, "missing")).toBeUndefined();
});
