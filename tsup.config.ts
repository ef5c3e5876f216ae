import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { defineConfig } from "tsup";

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly "@gitops/source": string; readonly default: string }>>;
}

// Runs inside a package: its exports map is the list of what to build, from which source to which file.
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const entries = Object.values(manifest.exports).filter((entry) => typeof entry !== "string");
const exported = Object.fromEntries(entries.map((entry) => [basename(entry.default, ".js"), entry["@gitops/source"]]));

// Where a package is cut into files. A bundler leaves out whole files of a package without side effects, but not every table
// within one: whoever only receives events must not carry the readers of their meaning, and whoever decides by that must
// not carry the sentences for people.
const seams: Readonly<Record<string, readonly string[]>> = {
  "@gitops/flux-events": [
    "delivery/receive",
    "outcome/outcome-of",
    "outcome/fold",
    "revision/commit",
    "explain/explain",
    "message/parse-message",
  ],
  // A program that the laws of lanes start.
  "@gitops/github-reporter": ["lane-laws/child"],
};
const parts = Object.fromEntries((seams[manifest.name] ?? []).map((part) => [`parts/${part}`, `src/${part}.ts`]));

export default defineConfig({
  entry: { ...exported, ...parts },
  splitting: true,
  removeNodeProtocol: false,
  format: "esm",
  target: "node20",
  platform: "node",
  // tsup 8 sets baseUrl for the declaration build, which TypeScript 6 deprecates.
  dts: { entry: exported, compilerOptions: { ignoreDeprecations: "6.0" } },
  sourcemap: true,
  clean: true,
});
