import { expect, test } from "vitest";

import { findCommentedPlaceholders } from "./commented-placeholders.ts";

function linesOf(text: string): readonly (number | undefined)[] {
  return findCommentedPlaceholders({ file: "a.yaml", text }).map(({ origin }) => origin?.line);
}

test("finds a placeholder that YAML takes for a comment", () => {
  expect(linesOf("a: 1\nport: #{PORT}#\nargs:\n- #{ARG:int}#\n")).toEqual([2, 4]);
});

test.each([
  ["in quotes", "port: '#{PORT}#'\n"],
  ["inside of a text", "url: http://x:#{PORT}#/\n"],
  ["in a block", "script: |\n  #{PORT}#\n"],
  ["in a comment that mentions it", "port: 1 # was #{PORT}#\n"],
  ["without its end", "port: 1 #{PORT\n"],
])("finds no placeholder %s", (_where, text) => {
  expect(linesOf(text)).toEqual([]);
});
