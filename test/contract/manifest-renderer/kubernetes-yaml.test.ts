import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { fetchEngines } from "../../../scripts/fetch-engines.mjs";

// The tests of the reader trust these records. This one asks every kubectl at hand whether they are still true.

type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

interface Answer {
  readonly value?: Value;
  readonly refused?: true;
}

interface Row {
  readonly yaml: string;
  readonly kubectl: Answer;
  readonly kustomize: Answer;
}

interface Recording {
  readonly scalars: readonly { readonly scalar: string; readonly kubectl: Answer; readonly kustomize: Answer }[];
  readonly documents: readonly { readonly document: string; readonly kubectl: Answer; readonly kustomize: Answer }[];
}

const FIXTURES = new URL("../../../packages/manifest-renderer/fixtures/", import.meta.url);
const recording = JSON.parse(readFileSync(new URL("kubernetes-yaml.json", FIXTURES), "utf8")) as Recording;
const written = readFileSync(new URL("written-strings.txt", FIXTURES), "utf8");
const rows: readonly Row[] = [
  ...recording.scalars.map(({ scalar, ...answers }) => ({ yaml: `spec:\n  v: ${scalar}\n`, ...answers })),
  ...recording.documents.map(({ document, ...answers }) => ({ yaml: document, ...answers })),
];

const binaries = fetchEngines((line) => {
  console.log(line);
}).kubectl;
if (binaries.length === 0) test.skip("no kubectl can be had on this machine; the lines above say why", () => undefined);

const head = (index: number): string => `apiVersion: example.com/v1\nkind: Probe\nmetadata: {name: probe-${index}}\n`;

/** A document that another one may follow. */
function documentOf(index: number, yaml: string): string {
  return `${head(index)}${yaml}${yaml.endsWith("\n") ? "" : "\n"}`;
}

describe.each(binaries)("kubectl $version", ({ path }) => {
  const folder = mkdtempSync(join(tmpdir(), "kubernetes-yaml-"));
  const run = (...args: readonly string[]): string | undefined => {
    try {
      return execFileSync(path, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 30_000 });
    } catch {
      return undefined;
    }
  };
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  /** `spec` of each object of a file, by its name, as kubectl reads it; undefined when it refuses the file. */
  const specs = (file: string): ReadonlyMap<string, Value> | undefined => {
    const json = run("annotate", "--local", "-f", file, "-o", "json", "probe=1");
    if (json === undefined) return undefined;
    const exact = json.replace(/(?<=[:[]\s*)(-?\d{16,})(?=\s*[,\]}])/g, '"int:$1"');
    const objects = exact
      .split(/^(?=\{)/m)
      .map((text) => JSON.parse(text) as { kind: string; spec?: Value; metadata: { name: string } });
    return new Map(objects.map(({ spec, metadata }) => [metadata.name, spec ?? null]));
  };
  const kustomized = (name: string, text: string): string | undefined => {
    write(name, text);
    write("kustomization.yaml", `resources: [${name}]\n`);
    return run("kustomize", folder);
  };

  test("reads what the record says that it reads", () => {
    const accepted = rows.map((row, index) => ({ row, index })).filter(({ row }) => row.kubectl.refused !== true);
    const alone = accepted.filter(({ row }) => /^(?:---|\.\.\.|%|#?sops)/m.test(row.yaml));
    const together = accepted.filter((one) => !alone.includes(one));
    const all = specs(write("all.yaml", together.map(({ row, index }) => documentOf(index, row.yaml)).join("---\n")));
    const differing = together.filter(({ row, index }) => !same(all?.get(`probe-${index}`), row.kubectl.value));
    expect(differing.map(({ row }) => row.yaml)).toEqual([]);
  });

  test("refuses what the record says that it refuses", () => {
    const refused = rows.filter(({ kubectl }) => kubectl.refused === true);
    const read = refused.filter(({ yaml }) => specs(write("one.yaml", head(0) + yaml)) !== undefined);
    expect(read.map(({ yaml }) => yaml)).toEqual([]);
  });

  test("builds with its kustomize what the record says", () => {
    const accepted = rows.map((row, index) => ({ row, index })).filter(({ row }) => row.kustomize.refused !== true);
    const together = accepted.filter(({ row }) => !/^(?:---|\.\.\.|%)/m.test(row.yaml));
    const built = kustomized("all.yaml", together.map(({ row, index }) => documentOf(index, row.yaml)).join("---\n"));
    const all = built === undefined ? undefined : specs(write("built.out", built));
    const differing = together.filter(({ row, index }) => !same(all?.get(`probe-${index}`), row.kustomize.value));
    expect(differing.map(({ row }) => row.yaml)).toEqual([]);
  });

  test("refuses with its kustomize what the record says", () => {
    const refused = rows.filter(({ kustomize }) => kustomize.refused === true);
    const built = refused.filter(({ yaml }) => {
      const text = kustomized("one.yaml", head(0) + yaml);
      return text !== undefined && specs(write("built.out", text)) !== undefined;
    });
    expect(built.map(({ yaml }) => yaml)).toEqual([]);
  });

  test("and its kustomize read back every string that this package writes", () => {
    const before = specs(write("written.yaml", written));
    const after = specs(write("built.out", kustomized("written.yaml", written) ?? ""));
    expect(before?.size).toBeGreaterThan(0);
    expect(after).toEqual(before);
    rmSync(folder, { recursive: true });
  });
});

function same(value: Value | undefined, recorded: Value | undefined): boolean {
  return value !== undefined && canonical(value) === canonical(recorded ?? null);
}

function canonical(value: Value): string {
  return JSON.stringify(value, (_key, inner: Value) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
