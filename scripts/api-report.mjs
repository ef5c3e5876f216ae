// Writes etc/NAME[.ENTRY].api.d.ts, the public surface of every exported module, from its built declarations.
//
//   node scripts/api-report.mjs            after an intended change; commit the result
//   node scripts/api-report.mjs --check    fails when a report differs from what is built
//
// A report lists what can be imported, by name, then the declarations those refer to without exporting them. Comments
// and the bundler's chunks are left out, so a report changes only when the surface does.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readPackages } from "./packages.mjs";
import { publicSurface } from "./public-surface.mjs";

const FOLDER = "etc";
const isCheck = process.argv.includes("--check");

const reports = new Map(
  readPackages()
    .flatMap((workspacePackage) => workspacePackage.entries)
    .map((entry) => [`${entry.report}.api.d.ts`, publicSurface(entry)]),
);
const known = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(".api.d.ts")) : [];

const stale = [...reports.keys()].filter((file) => !known.includes(file) || read(file) !== reports.get(file));
const orphaned = known.filter((file) => !reports.has(file));
if (isCheck) {
  for (const file of stale) console.error(`${FOLDER}/${file} differs from what is built: run npm run api, then commit`);
  for (const file of orphaned) console.error(`${FOLDER}/${file} belongs to no exported module: run npm run api`);
  process.exitCode = stale.length + orphaned.length > 0 ? 1 : 0;
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const file of stale) writeFileSync(join(FOLDER, file), reports.get(file));
  for (const file of orphaned) rmSync(join(FOLDER, file));
}

function read(file) {
  return readFileSync(join(FOLDER, file), "utf8");
}
