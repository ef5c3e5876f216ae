import { existsSync, readdirSync, readFileSync } from "node:fs";

import { expect, it } from "vitest";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

it("gives a reason for every dependency, and for no other", () => {
  const folders = ["packages", "examples"].flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}`));
  const manifests = [".", ...folders].map((folder) => `${folder}/package.json`).filter((file) => existsSync(file));
  const used = manifests.flatMap(readDependencies);
  const page = readFileSync("docs/decisions/dependencies.md", "utf8");
  const explained = [...page.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name);

  expect([...new Set(explained)].sort()).toEqual([...new Set(used)].sort());
});

function readDependencies(file: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies });
  return names.filter((name) => !name.startsWith("@gitops/"));
}
