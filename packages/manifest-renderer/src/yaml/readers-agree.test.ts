import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { kubernetesLike, realisticResources } from "../../fixtures/kubernetes-like.ts";
import { documents } from "../../fixtures/tricky-documents.ts";
import { scalars } from "../../fixtures/tricky-scalars.ts";
import { strings } from "../../fixtures/tricky-strings.ts";
import { mutationsOf } from "../../fixtures/yaml-mutations.ts";
import type { JsonValue } from "../json.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import type { Resource } from "../resource/resource.ts";
import { stringifyResources } from "../resource/stringify-resources.ts";
import { readBlockDocument } from "./block-reader.ts";
import { readTreeDocument } from "./read-document.ts";
import { findSyntaxProblem } from "./syntax.ts";

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

/** What both readers make of a text; undefined when the fast one leaves it alone. */
function compared(text: string, limits: Partial<Limits> = {}) {
  const calls = { fast: [] as unknown[], tree: [] as unknown[] };
  const document = { file: "a.yaml", text, line: 7 };
  const optionsFor = (made: unknown[], exactNumbers: boolean) => ({
    limits: { ...defaultLimits, ...limits },
    exactNumbers,
    substitute: (scalar: string, line: () => number): JsonValue => {
      made.push([scalar, line()]);
      return scalar.includes("n") ? scalar.length : `<${scalar}>`;
    },
  });
  const exactNumbers = text.length % 2 === 0;
  const fast = readBlockDocument(document, optionsFor(calls.fast, exactNumbers));
  if (fast === undefined) {
    expect(calls.fast).toEqual([]);
    return undefined;
  }
  const tree = readTreeDocument(document, optionsFor(calls.tree, exactNumbers));
  return {
    fast: { value: fast.value, findings: [], calls: calls.fast },
    tree: tree.match(
      ({ value, findings }) => ({ value, findings, calls: calls.tree }),
      ({ message }) => ({ message }),
    ),
  };
}

/** Fails when the fast reader answers, and answers something else; tells whether it answered. */
function agree(text: string, limits?: Partial<Limits>): boolean {
  // Texts with these are refused before any reader sees them.
  if (findSyntaxProblem(text) !== undefined) return false;
  const both = compared(text, limits);
  if (both !== undefined) expect(both.fast, JSON.stringify(text)).toEqual(both.tree);
  return both !== undefined;
}

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
        written(resource),
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

  test("counts depth and values as the reader of trees does", () => {
    fc.assert(
      fc.property(kubernetesLike, fc.nat({ max: 6 }), fc.nat({ max: 60 }), (resource, maxDepth, maxValues) => {
        agree(written(resource), { maxDepth, maxValues });
        agree(stringify(resource, { collectionStyle: "flow", lineWidth: 0 }), { maxDepth, maxValues });
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(realisticResources().map((resource) => [resource.kind, resource] as const))(
    "is the one that reads a usual %s, as written here, by kubectl, or in JSON",
    (_kind, resource) => {
      for (const text of [
        written(resource),
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

function written(resource: Resource): string {
  return stringifyResources([resource])._unsafeUnwrap();
}
