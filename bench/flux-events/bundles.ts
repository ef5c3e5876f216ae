import { existsSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

import { build } from "esbuild";

/** What a program imports, and what it does with it. */
export const USES: Readonly<Record<string, string>> = {
  "a receiver": "receiveFluxEvent, eventId",
  "receive, then fold": "receiveFluxEvent, eventId, subjectKey, commitOf, outcomeOf, foldOutcomes, compareObservations",
  everything: "*",
};

/** A bundle of `@gitops/flux-events` with all that it depends on. */
export interface Bundle {
  /** Size, minified and compressed with brotli. */
  readonly bytes: number;
  /** The code. */
  readonly code: string;
  /** Modules that are not in it. */
  readonly imports: readonly string[];
}

/** Bundles a use of `@gitops/flux-events` as it is published, with the settings that esbuild has; needs a build. */
export async function bundle(names: string): Promise<Bundle> {
  const exported = names === "*" ? "*" : `{ ${names} }`;
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${exported} from "@gitops/flux-events";`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    // In a program of theirs esbuild is silent about packages; here it takes ours for the program.
    logLevel: "error",
    metafile: true,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  const code = outputFiles[0]?.text ?? "";
  return {
    bytes: brotliCompressSync(code).length,
    code,
    imports: [...new Set(output?.imports.map(({ path }) => path))].sort(),
  };
}

/** Whether there is a build to bundle. */
export function isBuilt(): boolean {
  return existsSync(new URL("../../packages/flux-events/dist/index.js", import.meta.url));
}

/** Prints the size of a bundle for each use. */
export async function printBundles(): Promise<void> {
  console.log("\nBundle of what is published, minified and compressed with brotli, with neverthrow");
  for (const [use, names] of Object.entries(USES)) {
    const { bytes } = await bundle(names);
    console.log(`${use.padEnd(36)}${`${(bytes / 1000).toFixed(1)} kB`.padStart(9)}`);
  }
}
