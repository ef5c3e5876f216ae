import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { defineConfig } from "tsup";

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly "@gitops/source": string; readonly default: string }>>;
}

// Runs inside a package: its exports map is the list of what to build, from which source to which file.
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const entries = Object.values(manifest.exports).filter((entry) => typeof entry !== "string");

export default defineConfig({
  entry: Object.fromEntries(entries.map((entry) => [basename(entry.default, ".js"), entry["@gitops/source"]])),
  format: "esm",
  target: "node20",
  platform: "node",
  // tsup 8 sets baseUrl for the declaration build, which TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  sourcemap: true,
  clean: true,
});
