// Packs every package, as it would be published, into artifacts/ and prints the names of the tarballs.
//
//   node scripts/pack.mjs [folder]    needs built packages; npm run pack builds them first
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { basename, relative, resolve } from "node:path";

import { readPackages } from "./packages.mjs";

const [folder = "artifacts"] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

for (const workspacePackage of readPackages()) {
  // pnpm, not npm: it writes the real ranges in place of "workspace:" and "catalog:".
  const pack = ["pack", "--json", "--pack-destination", resolve(folder)];
  const output = execFileSync("pnpm", pack, { cwd: workspacePackage.folder, encoding: "utf8" });
  const { filename } = JSON.parse(output);
  console.log(relative(".", resolve(folder, basename(filename))));
}
