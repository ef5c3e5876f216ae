import { parseResources } from "@gitops/manifest-renderer";
import { readFileSync } from "node:fs";
import { delimiter } from "node:path";
import { describe, expect, test } from "vitest";

import type { Answer, Answers } from "../../../packages/manifest-renderer/fixtures/ask-kubectl.ts";
import { askKubectl, HEAD, versionOf } from "../../../packages/manifest-renderer/fixtures/ask-kubectl.ts";
import { undecided } from "../../../packages/manifest-renderer/fixtures/tricky-documents.ts";
import { fetchEngines } from "../../../scripts/fetch-engines.mjs";
import { skipWithout } from "./present-engines.ts";

interface Row extends Answers {
  readonly scalar?: string;
  readonly document?: string;
  readonly file?: string;
  /** Answers of versions that do not agree with the first one that was recorded. */
  readonly differing?: Readonly<Record<string, Answers>>;
}

interface Recording {
  readonly scalars: readonly Row[];
  readonly documents: readonly Row[];
  readonly files: readonly Row[];
}

const FIXTURES = new URL("../../../packages/manifest-renderer/fixtures/", import.meta.url);
const { scalars, documents, files } = JSON.parse(fixture("kubernetes-yaml.json")) as Recording;
const rows = [...scalars, ...documents, ...files];
const found = new Map<string, string>();
for (const binary of [...fetchEngines().kubectl.map(({ path }) => path), ...binariesOnPath()]) {
  const version = await versionOf(binary);
  // One binary of each version is enough.
  if (version !== undefined && !found.has(version)) found.set(version, binary);
}

skipWithout("kubectl", [...found]);

describe.each([...found])("%s", (version, binary) => {
  test.each(["kubectl", "kustomize"] as const)("%s reads tricky YAML as it was recorded", async (reader) => {
    const asked = rows
      .filter((row) => reader === "kustomize" || !undecided.includes(row.document ?? ""))
      .map((row) => ({ text: textOf(row), recorded: (row.differing?.[version] ?? row)[reader] }));
    const refused = asked.filter(({ recorded }) => recorded.refused === true);
    const read = asked.filter(({ recorded }) => recorded.refused !== true);
    // Texts that are read go into one run; one that is refused needs a run of its own.
    const groups = [read, ...refused.map((one) => [one])];
    const wrong = await Promise.all(
      groups.map(async (group) => {
        const texts = group.map(({ text }) => text);
        const answers = await askKubectl(binary, reader, texts);
        return group.flatMap(({ text, recorded }, index) =>
          same(answers[index], recorded) ? [] : [{ text, recorded, answer: answers[index] }],
        );
      }),
    );
    expect(wrong.flat()).toEqual([]);
  });

  test("reads back every tricky string that this package writes", async () => {
    const texts = fixture("written-strings.txt").split(/^---\n/m);
    const [kubectl, kustomize] = await Promise.all([
      askKubectl(binary, "kubectl", texts),
      askKubectl(binary, "kustomize", texts),
    ]);
    const written = parseResources(texts.join("---\n"))._unsafeUnwrap();
    expect(kubectl).toEqual(written.map(({ spec }) => ({ value: spec })));
    expect(kustomize).toEqual(kubectl);
  });
});

function textOf({ scalar, document, file }: Row): string {
  return file ?? HEAD + (document ?? `spec:\n  v: ${scalar ?? ""}\n`);
}

function same(a: Answer | undefined, b: Answer): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function binariesOnPath(): readonly string[] {
  return (process.env["PATH"] ?? "").split(delimiter).map((folder) => `${folder}/kubectl`);
}

function fixture(name: string): string {
  return readFileSync(new URL(name, FIXTURES), "utf8");
}
