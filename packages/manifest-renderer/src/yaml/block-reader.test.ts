import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { deployment, SERVICE } from "../../fixtures/render-request.ts";
import { documents } from "../../fixtures/tricky-documents.ts";
import { scalars } from "../../fixtures/tricky-scalars.ts";
import { defaultLimits } from "../limits.ts";
import type { Resource } from "../resource/resource.ts";
import { parseResources } from "../resource/parse-resources.ts";
import { stringifyResources } from "../resource/stringify-resources.ts";
import { readBlockDocument } from "./block-reader.ts";
import { readTreeDocument } from "./read-document.ts";
import { findSyntaxProblem } from "./syntax.ts";
import type { ScalarOptions } from "./tree-reader.ts";

const HEAD = "apiVersion: example.com/v1\nkind: Probe\nmetadata:\n  name: probe\n";

/** Checks that the quick reader reads what the thorough one reads, or leaves it; tells which of the two. */
function compare(text: string, options: Partial<ScalarOptions> = {}): "equal" | "doubt" {
  if (findSyntaxProblem(text) !== undefined) return "doubt";
  const document = { file: "a.yaml", text, line: 1 };
  const all = { limits: defaultLimits, ...options };
  const read = readBlockDocument(document, all);
  if (read === undefined) return "doubt";
  const quick = read.value;
  const thorough = readTreeDocument(document, all);
  if (thorough.isErr()) throw new Error(`read what is refused: ${thorough.error.message}\n${text}`);
  expect(quick, text).toEqual(thorough.value.value);
  expect(Object.keys(quick ?? {})).toEqual(Object.keys(thorough.value.value ?? {}));
  expect(thorough.value.findings, text).toEqual([]);
  return "equal";
}

const word = fc.oneof(
  fc.constantFrom(...scalars.filter((scalar) => !scalar.includes("\n"))),
  fc.string({ unit: fc.constantFrom(..."ab1.-:# '\"[]{},&*!|>%@`=~_\\/".split("")), maxLength: 8 }),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const object = fc.dictionary(
  fc.oneof(fc.constantFrom("name", "image", "on", "a.b/c", "x-y", "__proto__", "1"), word),
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      word,
      fc.constantFrom<unknown>(null, true, 1, 1.5, "a\nb\n", "  a\n b", "a\n\n\nb", ""),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom("name", "value", "items", "spec"), tie("value"), { maxKeys: 4 }),
    ),
  })).value,
  { maxKeys: 5 },
);
/** Objects in the styles in which people and programs write them. */
const written = fc.tuple(object, fc.constantFrom(0, 1, 2, 3)).map(([spec, style]) => {
  if (style === 0) {
    const resource = { apiVersion: "v1", kind: "Probe", metadata: { name: "a" }, spec } as unknown as Resource;
    return stringifyResources([resource]).unwrapOr(HEAD);
  }
  const body = stringify(spec, {
    indentSeq: style !== 2,
    collectionStyle: style === 3 ? "any" : "block",
    defaultStringType: style === 1 ? "PLAIN" : "QUOTE_SINGLE",
  } as never);
  return `${HEAD}spec:\n${body.replace(/^(?=.)/gm, style === 2 ? " " : "  ")}`;
});
const mutated = fc
  .tuple(
    written,
    fc.array(
      fc.record({
        at: fc.nat(400),
        cut: fc.nat(6),
        put: fc.oneof(
          fc.constantFrom(
            "\n",
            "  ",
            " ",
            ":",
            ": ",
            "- ",
            " #",
            "#",
            "'",
            '"',
            "|",
            "|-",
            ">",
            "&a ",
            "*a",
            "!!str ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "~",
            "---\n",
            "...",
            "? ",
            "<<: ",
            "\\",
          ),
          word,
        ),
      }),
      { maxLength: 3 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((edited, { at, cut, put }) => edited.slice(0, at) + put + edited.slice(at + cut), text),
  );

describe("the quick reader reads as the thorough one, or leaves it to it", () => {
  test.each(scalars)("the scalar %j", (scalar) => {
    for (const text of [
      `a: ${scalar}\n`,
      `- ${scalar}\n`,
      `a: [${scalar}]\n`,
      `a: {b: ${scalar}}\n`,
      `${scalar}: a\n`,
    ]) {
      compare(text);
      compare(text, { exactNumbers: true });
    }
  });

  test.each(documents)("the document %j", (document) => {
    compare(`${HEAD}${document}`);
  });

  test("objects in every style", () => {
    let equal = 0;
    fc.assert(
      fc.property(written, (text) => {
        if (compare(text) === "equal") equal += 1;
      }),
      { numRuns: 3_000 },
    );
    expect(equal).toBeGreaterThan(500);
  });

  test("tens of thousands of broken texts", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        compare(text);
        compare(text, { exactNumbers: true, substitute: (scalar) => scalar });
      }),
      { numRuns: 20_000 },
    );
  });

  test("within its limits", () => {
    const deep = Array.from({ length: 70 }, (_, level) => `${" ".repeat(level)}a:\n`).join("");
    expect(compare(deep)).toBe("doubt");
    expect(compare("a: 1\nb: 2\n", { limits: { ...defaultLimits, maxValues: 2 } })).toBe("doubt");
    expect(compare("a: [[[1]]]\n", { limits: { ...defaultLimits, maxDepth: 3 } })).toBe("doubt");
    expect(compare("a: [[[1]]]\n", { limits: { ...defaultLimits, maxDepth: 4 } })).toBe("equal");
  });
});

describe("the quick reader", () => {
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
    expect(compare(text)).toBe("equal");
  });
});
