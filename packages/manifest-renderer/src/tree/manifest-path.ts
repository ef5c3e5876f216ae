import { createHash } from "node:crypto";

import type { ResourceId } from "../resource/resource.ts";
import { resourceKey } from "../resource/resource.ts";

const CLUSTER_FOLDER = "_cluster";
const MAX_STEM_BYTES = 200;
const HASH_LENGTH = 8;
const SAFE = /^[A-Za-z0-9.-]*$/;

/**
 * Names the file of each object: `<namespace or _cluster>/<kind>.<group>_<name>.yaml`, in lower case.
 *
 * Nothing in the metadata can leave the folder or meet another file: what is no letter, digit, dot or hyphen is
 * escaped, and a name that was escaped, folded or cut carries a hash of the whole id.
 */
export function manifestPaths(ids: readonly ResourceId[]): readonly string[] {
  const paths = ids.map((id) => manifestPath(id));
  const uses = new Map<string, number>();
  for (const path of paths) uses.set(path, (uses.get(path) ?? 0) + 1);
  return ids.map((id, index) => {
    const path = paths[index] ?? manifestPath(id);
    return (uses.get(path) ?? 0) > 1 ? manifestPath(id, { hashed: true }) : path;
  });
}

function manifestPath(id: ResourceId, options: { readonly hashed?: boolean } = {}): string {
  const folder = id.namespace === undefined ? CLUSTER_FOLDER : escape(id.namespace).replaceAll(".", "%2e");
  const kind = id.group === "" ? id.kind : `${id.kind}.${id.group}`;
  const stem = `${escape(kind.toLowerCase())}_${escape(id.name)}`;
  // Escapes and capitals hold more than the file systems of Windows and macOS keep apart.
  const exact =
    `${folder}/${stem}`.toLowerCase() === `${id.namespace ?? CLUSTER_FOLDER}/${kind.toLowerCase()}_${id.name}`;
  if (exact && stem.length <= MAX_STEM_BYTES && options.hashed !== true) return `${folder}/${stem}.yaml`;
  return `${folder.toLowerCase().slice(0, MAX_STEM_BYTES)}/${stem.toLowerCase().slice(0, MAX_STEM_BYTES)}_${hashOf(id)}.yaml`;
}

function escape(text: string): string {
  if (SAFE.test(text)) return text;
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return SAFE.test(character) ? character : `%${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}

function hashOf(id: ResourceId): string {
  return createHash("sha256").update(resourceKey(id)).digest("hex").slice(0, HASH_LENGTH);
}
