import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { agree } from "../../fixtures/agreeing-readers.ts";
import { kubernetesLike, realisticResources } from "../../fixtures/kubernetes-like.ts";
import { documents } from "../../fixtures/tricky-documents.ts";
import { scalars } from "../../fixtures/tricky-scalars.ts";
import { strings } from "../../fixtures/tricky-strings.ts";
import { mutationsOf } from "../../fixtures/yaml-mutations.ts";
import type { Resource } from "../resource/resource.ts";
import { stringifyResources } from "../resource/stringify-resources.ts";

const HEAD = "apiVersion: example.com/v1\nkind: Probe\nmetadata: {name: probe}\n";
/** What `yaml` is asked to write: flow and block, folded and not, quoted in both ways, indented in several. */
const styles = fc.record({
  indent: fc.constantFrom(2, 4, 3),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 80),
  singleQuote: fc.constantFrom(true, false, null),
  defaultStringType: fc.constantFrom("PLAIN" as const, "QUOTE_DOUBLE" as const, "QUOTE_SINGLE" as const),
  collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
  nullStr: fc.constantFrom("null", "~", ""),
});

/** As a careful person types it: long lines stay, no anchors, no words that some reader takes for a boolean. */
const asTyped = { lineWidth: 0, aliasDuplicateObjects: false, compat: "yaml-1.1" } as const;

const tricky: readonly string[] = [
  ...documents.map((document) => HEAD + document),
  ...[...scalars, ...strings].flatMap((scalar) => [
    `${HEAD}spec:\n  v: ${scalar}\n`,
    `spec:\n- ${scalar}\n- b\n`,
    `spec: [${scalar}, b]\n`,
    `spec: {a: ${scalar}}\n`,
    `${scalar}: 1\n`,
    `- ${scalar}: 1\n`,
    `{${scalar}: 1}\n`,
    `a: |\n  ${scalar}\n`,
    `${scalar}\n`,
  ]),
];

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

describe("the fast reader", () => {
  test("reads nothing in another way than the reader of trees, for every tricky scalar at every place", () => {
    expect(tricky.filter((text) => agree(text)).length).toBeGreaterThan(1_000);
  });

  test("reads what this package writes, whatever the objects", () => {
    fc.assert(
      fc.property(kubernetesLike, (resource) => {
        const text = stringifyResources([resource])._unsafeUnwrap();
        expect(agree(text), text).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("reads what another writer writes in any style as the reader of trees does", () => {
    let read = 0;
    fc.assert(
      fc.property(kubernetesLike, styles, (resource, style) => {
        if (agree(stringify(resource, style))) read++;
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  test("reads 60,000 texts with a fault or an oddity as the reader of trees does, or leaves them to it", () => {
    const texts = [
      ...realisticResources().flatMap((resource) => [
        writtenHere(resource),
        stringify(resource, asTyped),
        stringify(resource, { ...asTyped, collectionStyle: "flow" }),
        JSON.stringify(resource),
      ]),
      ...documents.map((document) => HEAD + document),
    ];
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.infiniteStream(fc.nat()), (text, random) => {
        for (const mutated of mutationsOf(text, random, 30)) if (agree(mutated)) read++;
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(5_000);
  });

  test("reads tens of thousands of objects and broken texts of odd words as the reader of trees does, or leaves them", () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 1, arbitrary: written }, { weight: 7, arbitrary: mutated }), (text) => {
        if (agree(text)) read++;
      }),
      { numRuns: 23_000 },
    );
    expect(read).toBeGreaterThan(2_000);
  });

  test("counts depth and values as the reader of trees does", () => {
    fc.assert(
      fc.property(kubernetesLike, fc.nat({ max: 6 }), fc.nat({ max: 60 }), (resource, maxDepth, maxValues) => {
        agree(writtenHere(resource), { maxDepth, maxValues });
        agree(stringify(resource, { collectionStyle: "flow", lineWidth: 0 }), { maxDepth, maxValues });
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(realisticResources().map((resource) => [resource.kind, resource] as const))(
    "is the one that reads a usual %s, as written here, by kubectl, or in JSON",
    (_kind, resource) => {
      for (const text of [
        writtenHere(resource),
        stringify(resource, { ...asTyped, indentSeq: false }),
        stringify(resource, asTyped),
        JSON.stringify(resource, undefined, 2),
        JSON.stringify(resource),
      ]) {
        expect(agree(text), text).toBe(true);
      }
    },
  );
});

function writtenHere(resource: Resource): string {
  return stringifyResources([resource])._unsafeUnwrap();
}
