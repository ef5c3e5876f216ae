import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const PROGRAM = fileURLToPath(new URL("../../node_modules/.cache/chaos/connector.mjs", import.meta.url));

/** Bundles the connector, because a process that is killed every second must not take one to compile. */
export async function bundleConnector(): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL("connector/main.ts", import.meta.url))],
    outfile: PROGRAM,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@gitops/source"],
    // Native code, and what is asked for by name.
    external: ["libsql", "pg-boss"],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error",
  });
  return PROGRAM;
}
