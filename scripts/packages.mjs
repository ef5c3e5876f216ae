// The packages of the workspace and what each exports, read from their manifests. Every script takes them from here.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * Lists the packages in the order of their folder names.
 *
 * @returns per package: `folder`, `name`, `version`, `manifest`, and `entries`, one per exported module:
 * `specifier` (what a user imports), `report` (name of its API report) and `types` (its built declarations).
 */
export function readPackages(root = ".") {
  return readdirSync(join(root, "packages"))
    .sort()
    .map((shortName) => {
      const folder = join(root, "packages", shortName);
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const entries = Object.entries(manifest.exports)
        .filter(([, target]) => typeof target !== "string")
        .map(([subPath, target]) => ({
          specifier: subPath === "." ? manifest.name : `${manifest.name}/${subPath.slice(2)}`,
          report: subPath === "." ? shortName : `${shortName}.${basename(subPath)}`,
          types: join(folder, target.types),
        }));
      return { folder, name: manifest.name, version: manifest.version, manifest, entries };
    });
}
