import { describe, expect, test } from "vitest";

import { agree } from "../../fixtures/agreeing-readers.ts";
import { deployment, SERVICE } from "../../fixtures/render-request.ts";
import { parseResources } from "../resource/parse-resources.ts";
import { stringifyResources } from "../resource/stringify-resources.ts";

describe("the fast reader", () => {
  test.each([
    [
      "what this package writes",
      stringifyResources(parseResources(deployment("cart@sha256:1")).unwrapOr([])).unwrapOr("?"),
    ],
    ["a Deployment by hand", deployment("cart@sha256:1")],
    ["a Service in flow style", SERVICE],
    ["lists at the column of their key", "a:\n- b: 1\n  c:\n  - d\n- e\n"],
    ["lists in lists", "a:\n- - b\n  - c\n-\n  - d\n"],
    [
      "comments and empty lines between lines",
      "# a\n\na:\n  # b\n  b: 1\n\n  c: |\n    x\n\n    # kept\n  # gone\nd: ''\n",
    ],
    ["comments behind values", "a: 1 # b\nc: # d\n  - 'e # f' # g\n  - # h\n    i: j#k\nl: \"#m\" # n\no: '#p'\n"],
    ["other scripts", "a: é\nb: 😀 ünï\nc: [x]\n"],
    ["keys in quotes", "'a b': 1\n\"c: d\":\n  'e''f': \"\\u00e9\"\n"],
    ["arguments", 'args: ["--port", \'8080\', -v, --level=3, {a: b, "c": [1, true, null]}]\n'],
  ])("takes %s", (_what, text) => {
    expect(agree(text)).toBe(true);
  });

  test("leaves what is beyond the limits to the reader of trees", () => {
    const deep = Array.from({ length: 70 }, (_, level) => `${" ".repeat(level)}a:\n`).join("");
    expect(agree(deep)).toBe(false);
    expect(agree("a: 1\nb: 2\n", { maxValues: 2 })).toBe(false);
    expect(agree("a: [[[1]]]\n", { maxDepth: 3 })).toBe(false);
    expect(agree("a: [[[1]]]\n", { maxDepth: 4 })).toBe(true);
  });
});
