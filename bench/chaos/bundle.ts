import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

/** Below the folder of the packages that stay outside of it; one a process, so that two runs do not share it. */
const FOLDER = fileURLToPath(new URL("../../node_modules/.cache/chaos/", import.meta.url));

/** Bundles the connector, because a process that is killed every second must not take one to compile. */
export async function bundleConnector(): Promise<string> {
  const outfile = join(FOLDER, `connector-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL("connector/main.ts", import.meta.url))],
    outfile,
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
  return outfile;
}
