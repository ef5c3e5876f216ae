import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import type { JsonObject, JsonValue } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import { applyPatches } from "./apply-patches.ts";
import { parsePatch } from "./parse-patch.ts";

interface Case {
  readonly name: string;
  readonly type: { readonly apiVersion: string; readonly kind: string };
  /** Object, as YAML without apiVersion, kind and name. */
  readonly object: string;
  readonly patch?: string;
  readonly operations?: string;
  /** Answers as JSON, null for a refusal. */
  readonly kustomize: string;
  readonly kubectl?: string;
}

interface Recording {
  readonly version: string;
  readonly strategic: readonly Case[];
  readonly json: readonly Case[];
}

const FIXTURES = new URL("../../fixtures/patches/", import.meta.url);
const recording = JSON.parse(readFileSync(new URL("recorded-patches.json", FIXTURES), "utf8")) as Recording;

/** Where `kubectl patch` refuses what kustomize can do, or knows ports by their number only. */
const asKustomize = new Set([
  "$patch: delete on a map",
  "$patch: merge on a map",
  "$patch: replace of a map that is not there",
  "$patch: delete on the list of containers",
  "topology spread constraints of another answer",
  "ports of two protocols",
  "ports of a Service with two protocols",
  "null in a container that is added",
  "null in a list that is not there",
  "the whole object goes",
]);

/** What one of them does in silence and nobody can mean: an emptied list, a dropped item, a map where a list was. */
const refused = new Set([
  "$patch: replace on a container",
  "an item without its key",
  "a map in place of a list",
  "a list in place of a map",
  "$patch of an unknown kind",
  "the whole object is replaced",
]);

/** kustomize adds what `replace` does not find; RFC 6902 makes it an error. */
const asRfc6902 = new Map([["replace what is not there", null]]);

describe("a strategic patch", () => {
  test.each(recording.strategic.filter(({ name }) => refused.has(name)))("is refused: $name", (one) => {
    expect(patched(one)).toBeNull();
  });

  test.each(recording.strategic.filter(({ name }) => asKustomize.has(name)))(
    "merges as kustomize does: $name",
    (one) => {
      expect(patched(one)).toEqual(JSON.parse(one.kustomize));
    },
  );

  const others = recording.strategic.filter(({ name }) => !asKustomize.has(name) && !refused.has(name));
  test.each(others)("merges as the API server does: $name", (one) => {
    expect(patched(one)).toEqual(JSON.parse(one.kubectl ?? "null"));
  });

  test("gives the items of kustomize too, if in another order, wherever kustomize knows the rule", () => {
    const different = others.filter((one) => unordered(patched(one)) !== unordered(JSON.parse(one.kustomize)));
    expect(different.map(({ name }) => name)).toEqual([
      // Directives that kustomize leaves in the object as if they were fields.
      "$retainKeys",
      "$retainKeys of a volume",
      // Lists that are younger than the schema of kustomize (Kubernetes 1.21).
      "resource claims",
      "scheduling gates",
      "$setElementOrder",
      // kustomize keeps the first of two items with one key.
      "an item twice in the patch",
      // kustomize drops the patch of a port when only one side names the protocol.
      "a port with the protocol, where the object has none",
      "a port without the protocol, where the object has one",
      "a port without the protocol, where the object has two",
      "$deleteFromPrimitiveList",
      // kustomize does not know the strategy `replace`.
      "the selector of a PodDisruptionBudget is replaced",
    ]);
  });
});

describe("a JSON Patch or a merge patch", () => {
  test.each(recording.json)("gives what kustomize gives: $name", (one) => {
    const expected = asRfc6902.has(one.name) ? null : (JSON.parse(one.kustomize) as JsonValue);
    expect(patched(one)).toEqual(expected);
  });
});

/** What the patch makes of the object, without its head; null when it is refused. */
function patched({ type, object, patch, operations }: Case): JsonValue {
  const resource = withHead(type, object);
  const target = { kind: type.kind, name: "a" };
  const document =
    patch === undefined ? { target, json6902: parse(operations ?? "") as JsonValue } : withHead(type, patch);
  return parsePatch(document, "case")
    .andThen((read) => applyPatches([{ resource, origin: { file: "object.yaml", line: 1 } }], [read]))
    .match(
      ([located]) => (located === undefined ? {} : withoutHead(located.resource)),
      () => null,
    );
}

function withHead(type: Case["type"], body: string): Resource {
  const { metadata, ...rest } = (parse(body) ?? {}) as { readonly metadata?: JsonObject };
  return { ...type, metadata: { name: "a", ...metadata }, ...rest };
}

function withoutHead(resource: Resource): JsonObject {
  const entries = Object.entries(resource).filter(([key]) => !["apiVersion", "kind", "metadata"].includes(key));
  const metadata = Object.fromEntries(Object.entries(resource.metadata).filter(([key]) => key !== "name"));
  return { ...(Object.keys(metadata).length === 0 ? {} : { metadata }), ...Object.fromEntries(entries) };
}

/** Writes a value so that neither the order of keys nor that of items counts. */
function unordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(unordered).sort().join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${unordered(inner)}`);
  return `{${entries.sort().join()}}`;
}
