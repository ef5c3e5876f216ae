import { existsSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

import { build } from "esbuild";

/** A package of ours, and what a program imports of it, by what it does with it. */
export interface BundleUses {
  readonly name: string;
  readonly uses: Readonly<Record<string, string>>;
}

export const FLUX_EVENTS: BundleUses = {
  name: "flux-events",
  uses: {
    "a receiver": "receiveFluxEvent, eventId",
    "receive, then fold":
      "receiveFluxEvent, eventId, subjectKey, commitOf, outcomeOf, foldOutcomes, compareObservations",
    everything: "*",
  },
};

export const MANIFEST_RENDERER: BundleUses = {
  name: "manifest-renderer",
  uses: {
    "read and write manifests": "parseResources, stringifyResources",
    "render and plan": "render, planChanges",
    everything: "*",
  },
};

/** A bundle of a package with all that it depends on. */
export interface Bundle {
  /** Size, minified and compressed with brotli. */
  readonly bytes: number;
  /** The code. */
  readonly code: string;
  /** Modules that are not in it. */
  readonly imports: readonly string[];
}

/** Bundles a use of a package as it is published, with the settings that esbuild has; needs a build. */
export async function bundle({ name, uses }: BundleUses, use: string): Promise<Bundle> {
  const names = uses[use] ?? "*";
  const exported = names === "*" ? "*" : `{ ${names} }`;
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${exported} from "@gitops/${name}";`, resolveDir: import.meta.dirname },
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

/** Prints the size of a bundle for each use. */
export async function printBundles(published: BundleUses): Promise<void> {
  if (!existsSync(new URL(`../packages/${published.name}/dist/index.js`, import.meta.url))) {
    console.log("\nBundle: run npm run build first");
    return;
  }
  console.log("\nBundle of what is published, minified and compressed with brotli, with all that it depends on");
  for (const use of Object.keys(published.uses)) {
    const { bytes } = await bundle(published, use);
    console.log(`${use.padEnd(36)}${`${(bytes / 1000).toFixed(1)} kB`.padStart(9)}`);
  }
}
