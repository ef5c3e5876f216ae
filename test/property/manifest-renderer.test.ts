import {
  parseResources,
  parseValues,
  render,
  stringifyResources,
  type JsonValue,
  type Resource,
} from "@gitops/manifest-renderer";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

/** What kustomize cannot carry, and so stringifyResources refuses. */
const UNWRITABLE = /[\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;

const word = fc.constantFrom(
  "on",
  "no",
  "null",
  "0777",
  "1e3",
  "12:30",
  "2024-01-01",
  "~",
  "<<",
  "- a",
  "a: b",
  "#c",
  "|",
);
const piece = fc.constantFrom(
  "\n",
  " ",
  "\t",
  ":",
  "#",
  "-",
  "a",
  "'",
  '"',
  "\\",
  "\u2028",
  "\ufeff",
  "\r",
  "\u{1f600}",
);
const text = fc
  .oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    word,
    fc.array(fc.oneof(piece, word)).map((all) => all.join("")),
  )
  .filter((value) => !UNWRITABLE.test(value));
const key = fc
  .oneof(fc.constantFrom("name", "spec", "__proto__", "constructor", "a.b/c"), text)
  .filter((name) => name !== "<<");
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value)),
);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5 }),
  ),
}));
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const resource = fc
  .record({ kind: fc.constantFrom("Probe", "Service"), name, spec: value })
  .map(({ kind, name, spec }): Resource => ({ apiVersion: "example.com/v1", kind, metadata: { name }, spec }));
const resources = fc.uniqueArray(resource, {
  selector: ({ kind, metadata }) => `${kind} ${metadata.name}`,
  maxLength: 6,
});

describe("writing and reading", () => {
  test("gives back every resource, with every digit and every blank", () => {
    fc.assert(
      fc.property(resources, (given) => {
        const written = stringifyResources(given)._unsafeUnwrap();
        expect(parseResources(written)._unsafeUnwrap()).toEqual(given);
      }),
      { numRuns: 500 },
    );
  });

  test("gives readers of YAML 1.1 and 1.2 the same strings", () => {
    fc.assert(
      fc.property(text, (given) => {
        const written = stringifyResources([{ apiVersion: "v1", kind: "P", metadata: { name: "a" }, spec: given }]);
        for (const version of ["1.1", "1.2"] as const) {
          expect(parse(written._unsafeUnwrap(), { version, logLevel: "silent" })).toMatchObject({ spec: given });
        }
      }),
      { numRuns: 500, examples: [["e0"], ["E+1"], ["e-12"]] },
    );
  });

  test("depends on what is said, not on the order of the keys", () => {
    fc.assert(
      fc.property(resource, (given) => {
        expect(stringifyResources([reversed(given) as Resource])).toEqual(stringifyResources([given]));
      }),
    );
  });

  test("never throws, whatever the text", () => {
    const yaml = fc
      .array(fc.oneof(piece, word, fc.constantFrom("{", "}", "[", "]", "&a", "*a", "!!str", "? ", "---\n", "%", ">")))
      .map((all) => all.join(""));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), yaml), (given) => {
        for (const result of [parseResources(given), parseValues(given)]) {
          expect(result.isOk() || result.error.message.length > 0).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("render", () => {
  const source = { repository: "acme/shop", sha: "1".repeat(40) };
  const request = (templates: string, values: Readonly<Record<string, JsonValue>>) =>
    ({
      app: "cart",
      environment: "dev",
      templates: new Map([["a.yaml", templates]]),
      images: [],
      layers: [{ source: "dev", values }],
      source,
    }) as const;

  test("puts a value in as it is, without any effect on the structure around it", async () => {
    const template =
      "apiVersion: v1\nkind: Probe\nmetadata: {name: a}\nspec:\n  before: 1\n  v: ${v}\n  l: [a, 'x${v}y', b]\n  after: 2\n";
    await fc.assert(
      fc.asyncProperty(text, async (v) => {
        const guards = { fluxSubstitution: "allow", unresolvedPlaceholder: "allow" } as const;
        const tree = (await render({ ...request(template, { v }), guards }))._unsafeUnwrap();
        expect(tree.resources.map(({ spec }) => spec)).toEqual([{ before: 1, v, l: ["a", `x${v}y`, "b"], after: 2 }]);
      }),
    );
  });

  test("gives the same tree whatever the order of files, documents, and keys", async () => {
    const spread = fc.record({
      objects: resources.filter((list) => list.length > 0),
      order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      files: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(spread, async ({ objects, order, files }) => {
        const shuffled = objects
          .map((object, index) => ({ object: reversed(object) as Resource, rank: order[index] ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ object }) => json(object));
        const straight = objects.map(json);
        const inFiles = (texts: readonly string[], count: number): ReadonlyMap<string, string> =>
          new Map(
            Array.from({ length: count }, (_, file) => [
              `${count - file}.yaml`,
              texts.filter((_text, index) => index % count === file).join("\n---\n"),
            ]),
          );
        const guards = { fluxSubstitution: "allow", unresolvedPlaceholder: "allow", emptyRender: "allow" } as const;
        const made = { ...request("", {}), placeholders: [], guards };
        const one = (await render({ ...made, templates: inFiles(straight, 1) }))._unsafeUnwrap();
        const two = (await render({ ...made, templates: inFiles(shuffled, files) }))._unsafeUnwrap();
        expect([...two.files]).toEqual([...one.files]);
        expect(two.provenance.content).toBe(one.provenance.content);
      }),
    );
  });

  test("writes each object into one file of its own, below the slot, whatever its metadata", async () => {
    const wild = fc
      .oneof(text, fc.constantFrom("..", "../..", "/", "_cluster", "A", "a"))
      .filter((part) => part !== "");
    const id = fc.record({ kind: fc.constantFrom("A", "a", "Aa"), name: wild, namespace: wild });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(id, { selector: (one) => JSON.stringify(one), minLength: 1, maxLength: 5 }),
        async (ids) => {
          const objects = ids.map(({ kind, name, namespace }) => ({
            apiVersion: "v1",
            kind,
            metadata: { name, namespace },
          }));
          const template = stringifyResources(objects)._unsafeUnwrap();
          const guards = { fluxSubstitution: "allow", unresolvedPlaceholder: "allow" } as const;
          const tree = (await render({ ...request(template, {}), placeholders: [], guards }))._unsafeUnwrap();
          const paths = [...tree.files.keys()];
          expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(ids.length);
          for (const path of paths) expect(path).toMatch(/^[a-z0-9%_-]+\/[a-z][a-z0-9.%_-]*\.yaml$/);
          for (const [path, text] of tree.files) {
            expect(tree.provenance.files[path]).toBe(`sha256:${createHash("sha256").update(text).digest("hex")}`);
          }
        },
      ),
    );
  });
});

/** Writes a resource as JSON with its keys in their order, without what JSON and YAML do not take alike. */
function json(given: Resource): string {
  // JSON.stringify writes a float up to 1e21 with the digits of an integer, and those need not fit into 64 bits.
  const isLarge = (inner: unknown): boolean => Number.isInteger(inner) && !Number.isSafeInteger(inner);
  const text = JSON.stringify(given, (_key, inner: unknown) =>
    typeof inner === "bigint" || isLarge(inner) ? 1 : inner,
  );
  return text.replace(/[\u2028\u2029\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

function reversed(given: JsonValue): JsonValue {
  if (Array.isArray(given)) return (given as readonly JsonValue[]).map(reversed);
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(
    Object.entries(given)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
}
