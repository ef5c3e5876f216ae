import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly "@gitops/source": string }>>;
}

interface TypedocOptions {
  readonly entryPoints?: readonly string[];
}

it.each(readdirSync("packages"))("the reference manual has every module that %s exports", (name) => {
  const folder = join("packages", name);
  const { exports } = readJson(join(folder, "package.json")) as Manifest;
  const sources = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [] : target["@gitops/source"],
  );
  const own = join(folder, "typedoc.json");
  const { entryPoints = ["src/index.ts"] } = existsSync(own) ? (readJson(own) as TypedocOptions) : {};

  expect(entryPoints.map((entry) => `./${entry}`).sort()).toEqual([...sources].sort());
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
