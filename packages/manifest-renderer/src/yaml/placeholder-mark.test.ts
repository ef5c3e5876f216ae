import { expect, test } from "vitest";

import type { PlaceholderSyntax } from "../values/placeholder-syntax.ts";
import { mayHoldPlaceholder } from "./placeholder-mark.ts";

/** A record, so that a syntax that is added cannot be left out here. */
const syntaxes: Readonly<Record<PlaceholderSyntax, true>> = {
  "${VAR}": true,
  $VAR: true,
  "#{VAR}#": true,
  __VAR__: true,
};

test.each(Object.keys(syntaxes))("no placeholder of the syntax %s is overlooked", (syntax) => {
  expect(mayHoldPlaceholder(syntax)).toBe(true);
  expect(mayHoldPlaceholder(syntax.replace("VAR", "A:int"))).toBe(true);
});

test("ordinary texts are passed over", () => {
  for (const text of ["", "app_name", "http://cart:8080/a?b=c"]) expect(mayHoldPlaceholder(text)).toBe(false);
});
