import {
  diffResources,
  stringifyResources,
  summarizeChanges,
  type JsonValue,
  type Resource,
} from "@gitops/manifest-renderer";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** What kustomize cannot carry, and so stringifyResources refuses. */
const UNWRITABLE = /[\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u;
const markup = fc.constantFrom(
  "</details>",
  "</code>",
  "<img src=x>",
  "@octocat",
  "#1",
  "`",
  "``",
  "```",
  "\n",
  "\n\n",
  " ",
  "[x](y)",
  "https://example.com",
  "$`x`$",
  "\u202e",
  "- ",
  "&lt;",
  "ENC[x]",
);
const text = fc
  .oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(markup).map((all) => all.join("")),
  )
  .filter((value) => !UNWRITABLE.test(value));
const key = fc.oneof(fc.constantFrom("name", "containers", "image", "__proto__", "key"), text);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    text,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(
      key.filter((name) => name !== "<<"),
      tie("value"),
      { maxKeys: 5 },
    ),
  ),
}));
const resource = fc
  .record({ kind: fc.constantFrom("Probe", "Service"), name: fc.oneof(fc.constantFrom("a", "b"), text), spec: value })
  .filter(({ name }) => name !== "")
  .map(({ kind, name, spec }): Resource => ({ apiVersion: "v1", kind, metadata: { name }, spec }));
const resources = fc.uniqueArray(resource, {
  selector: ({ kind, metadata }) => `${kind} ${metadata.name}`,
  maxLength: 6,
});

describe("diffResources", () => {
  test("finds nothing exactly when both sets mean the same", () => {
    fc.assert(
      fc.property(resources, resources, (before, after) => {
        const other = before.map((one) => reversed(one) as Resource);
        expect(diffResources(before, other)).toEqual([]);
        expect(diffResources(before, after).length === 0).toBe(written(before) === written(after));
      }),
    );
  });

  test("names a field for every object that changes, and sees in one direction what it sees in the other", () => {
    fc.assert(
      fc.property(resources, resources, (before, after) => {
        const there = diffResources(before, after);
        const back = diffResources(after, before);
        expect(there.every(({ change, fields }) => (change === "changed") === fields.length > 0)).toBe(true);
        expect(back.map(({ fields }) => fields.map(({ path }) => path))).toEqual(
          there.map(({ fields }) => fields.map(({ path }) => path)),
        );
      }),
    );
  });

  test("never lets a value of a Secret through", () => {
    const secret = (data: JsonValue): Resource => ({ apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, data });
    const payload = fc.stringMatching(/^[a-z]{8}$/).map((word) => `hunter2-${word}`);
    const list = fc.array(
      fc.record({ name: payload, securityContext: fc.record({ capabilities: fc.record({ add: fc.array(payload) }) }) }),
      { maxLength: 3 },
    );
    const held = fc.oneof(
      payload,
      list,
      fc.dictionary(fc.constantFrom("a", "image", "containers"), fc.oneof(payload, list)),
    );
    fc.assert(
      fc.property(held, held, (before, after) => {
        const diffs = diffResources([secret({ a: before })], [secret({ a: after })]);
        expect(JSON.stringify(diffs) + summarizeChanges(diffs)).not.toContain("hunter2");
      }),
    );
  });
});

describe("summarizeChanges", () => {
  test("stays within the limit, with every element closed", () => {
    fc.assert(
      fc.property(resources, resources, fc.integer({ min: 0, max: 2_000 }), (before, after, maxChars) => {
        const summary = summarizeChanges(diffResources(before, after), { maxChars });
        expect(summary.length).toBeLessThanOrEqual(maxChars);
        expect(outside(summary).match(/<details>/g)?.length).toBe(outside(summary).match(/<\/details>/g)?.length);
      }),
    );
  });

  test("keeps text from outside in code", () => {
    fc.assert(
      fc.property(resources, resources, (before, after) => {
        for (const line of outside(summarizeChanges(diffResources(before, after))).split("\n")) {
          expect(line).toMatch(
            /^(?:|Objects: [\w, ]+\.|No object changes\.|### Look at these first|\*\*\w+\*\*|- (?:: [a-z ,*()]+)?(?:: )?(?:\(none\))?(?: → (?:\(none\))?)?(?: \((?:equal to the removed )?\))?|<details><summary> \d+ fields?<\/summary>|<\/details>|\d+ more .*)$/,
          );
        }
      }),
    );
  });
});

/** What is left of a summary without its code spans and elements. */
function outside(summary: string): string {
  return summary
    .split("\n")
    .map((line) =>
      line
        .replaceAll(/<code>(?:[\p{L}\p{N} ./-]|&#\d+;)*<\/code>/gu, "")
        .replaceAll(/(?<!`)(`+)(?!`).*?[^`]\1(?!`)/g, ""),
    )
    .join("\n");
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

function written(given: readonly Resource[]): string {
  const label = ({ kind, metadata }: Resource): string => `${kind} ${metadata.name}`;
  return stringifyResources([...given].sort((a, b) => (label(a) < label(b) ? -1 : 1)))._unsafeUnwrap();
}
