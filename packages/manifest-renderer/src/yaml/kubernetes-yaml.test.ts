import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import type { Answer, Answers } from "../../fixtures/ask-kubectl.ts";
import { HEAD } from "../../fixtures/ask-kubectl.ts";
import type { JsonValue } from "../json.ts";
import { parseResources } from "../resource/parse-resources.ts";
import { stringifyResources } from "../resource/stringify-resources.ts";

interface Recording {
  readonly strings: readonly string[];
  readonly scalars: readonly ({ readonly scalar: string } & Answers)[];
  readonly documents: readonly ({ readonly document: string } & Answers)[];
  readonly files: readonly ({ readonly file: string } & Answers)[];
}

const recording = JSON.parse(fixture("kubernetes-yaml.json")) as Recording;

/** What this package refuses although kustomize reads it: nobody means these in a manifest. */
const refusedOnPurpose = [
  // Beyond 64 bits, kubectl and kustomize turn an integer into a float that loses its last digits.
  ...["9223372036854775808", "18446744073709551615", "18446744073709551616", "99999999999999999999"],
  ...["!!int 3", "!!int '3'", "!!float 1", "!!binary aGVsbG8=", "!foo bar", "! x", "!"],
  // kubectl reads null, kustomize an empty string.
  "spec: {a, b: c}\n",
  // kubectl keeps the key, kustomize drops it.
  'spec:\n  base: &b {x: 1}\n  a: {"<<": *b}\n',
  // Both drop what follows the end of the document.
  "spec:\n  a: 1\n...\nb: 2\n",
  // The library holds to the indentation of YAML 1.2 where go-yaml does not.
  ...["spec:\n  a: [1,\n2]\n", "spec:\n  a: [1,\n\t2]\n", 'spec:\n  a: "p\n\t\n    q"\n'],
  'spec:\n  a: "p\ufeffq"\n',
  ...["spec:\r  a: 1\r", "spec: [a, -]\n", "spec:\n  a: &x b\n  *x : c\n", "spec:\n  a: 'x\n  y'\n"],
  // Tags, keys without a value and comments that touch a text are slips in a manifest.
  ...["spec: !!map {a: 1}\n", "spec:\n  ? a\n", "spec:\n  a: 'x'#c\n"],
  ...["spec: {a:1}\n", "spec: [a:]\n", "spec: {a:}\n", "spec: {a: }\n", "spec: [?a]\n"],
];

/** What kustomize reads as kubectl does, and then writes down as something else. */
const damagedByKustomize = [
  ...["2024-01-01", "2024-1-1", "2001-12-14t21:59:43.10-05:00", '"\\N"'],
  "spec:\n  a: >-\n    x\n      y\n    z\n",
];

describe("parseResources", () => {
  test.each(recording.scalars)("reads $scalar as kustomize does, or refuses it", ({ scalar, ...recorded }) => {
    expect(specOf(`${HEAD}spec:\n  v: ${scalar}\n`)).toEqual(expected(scalar, recorded));
  });

  test.each(recording.documents)("reads $document as kustomize does, or refuses it", ({ document, ...recorded }) => {
    expect(specOf(HEAD + document)).toEqual(expected(document, recorded));
  });

  test.each(recording.files)("reads the file $file as kustomize does, or refuses it", ({ file, ...recorded }) => {
    expect(specOf(file)).toEqual(expected(file, recorded));
  });

  test("says of each text that it refuses where the problem is, and shows the place", () => {
    const refused = recording.documents.filter(({ document }) => specOf(HEAD + document).refused);
    for (const { document } of refused) {
      const error = parseResources(HEAD + document, { file: "a.yaml" })._unsafeUnwrapErr();
      expect(error, document).toMatchObject({ code: "YAML_INVALID", file: "a.yaml" });
      expect(error.message, document).toMatch(/^a\.yaml:\d+:\d+: .+\n\n.*\n *\^\n$/);
    }
    expect(refused.length).toBeGreaterThan(30);
  });
});

describe("stringifyResources", () => {
  test("writes tricky strings as kubectl and kustomize have read them back", () => {
    const { strings } = recording;
    const probe = (spec: JsonValue) => ({
      apiVersion: "example.com/v1",
      kind: "Probe",
      metadata: { name: "probe" },
      spec,
    });
    const written = stringifyResources([
      probe(Object.fromEntries(strings.map((text, index) => [`k${index}`, text]))),
      probe({ items: strings }),
      probe(Object.fromEntries(strings.filter((text) => text !== "<<").map((text) => [text, 1]))),
    ]);
    expect(written._unsafeUnwrap()).toBe(fixture("written-strings.txt"));
  });
});

function expected(input: string, recorded: Answers): Answer {
  if (refusedOnPurpose.includes(input)) return { refused: true };
  return damagedByKustomize.includes(input) ? recorded.kubectl : recorded.kustomize;
}

function specOf(yaml: string): Answer {
  return parseResources(yaml).match(
    ([resource]) => ({ value: exact(resource?.["spec"] ?? null) }),
    () => ({ refused: true }),
  );
}

/** Integers beyond 2^53, as the recording writes them. */
function exact(value: JsonValue): JsonValue {
  const text = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? `int:${inner}` : inner));
  return JSON.parse(text) as JsonValue;
}

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");
}
