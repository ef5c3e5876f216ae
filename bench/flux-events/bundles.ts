import { brotliCompressSync } from "node:zlib";

import { build } from "esbuild";

/** What a program imports, and what it does with it. */
export const USES: Readonly<Record<string, string>> = {
  "a receiver": "receiveFluxEvent, eventId",
  "receive, then fold": "receiveFluxEvent, eventId, subjectKey, commitOf, outcomeOf, foldOutcomes, compareObservations",
  everything: "*",
};

/** Size of a bundle of `@gitops/flux-events` with all that it depends on, minified and compressed. */
export async function bundleSize(
  names: string,
): Promise<{ readonly bytes: number; readonly imports: readonly string[] }> {
  const exported = names === "*" ? "*" : `{ ${names} }`;
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${exported} from "@gitops/flux-events";`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    conditions: ["@gitops/source"],
    metafile: true,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  return {
    bytes: brotliCompressSync(outputFiles[0]?.contents ?? "").length,
    imports: [...new Set(output?.imports.map(({ path }) => path))].sort(),
  };
}

/** Prints the size of a bundle for each use. */
export async function printBundles(): Promise<void> {
  console.log("\nBundle, minified and compressed with brotli, with neverthrow");
  for (const [use, names] of Object.entries(USES)) {
    const { bytes } = await bundleSize(names);
    console.log(`${use.padEnd(36)}${`${(bytes / 1000).toFixed(1)} kB`.padStart(9)}`);
  }
}
