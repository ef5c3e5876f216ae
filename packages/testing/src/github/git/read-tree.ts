import type { ObjectStore } from "./object-store.ts";
import { isFolder, type TreeEntry } from "./tree-object.ts";

/** An entry of a tree with its path from the root. */
export interface PathEntry extends TreeEntry {
  readonly path: string;
}

/** Lists a tree: its own entries, or with `recursive` the folders and everything in them, in Git's order. */
export async function listTree(
  objects: ObjectStore,
  sha: string,
  options: { readonly recursive: boolean },
  prefix = "",
): Promise<readonly PathEntry[] | undefined> {
  const entries = await objects.readTree(sha);
  if (entries === undefined) return undefined;
  const listed: PathEntry[] = [];
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`;
    listed.push({ ...entry, path });
    if (!options.recursive || !isFolder(entry)) continue;
    listed.push(...((await listTree(objects, entry.sha, options, `${path}/`)) ?? []));
  }
  return listed;
}

/** Finds the entry at a path below a tree; the empty path is the tree itself and has no entry. */
export async function findEntry(objects: ObjectStore, tree: string, path: string): Promise<TreeEntry | undefined> {
  const [name, ...rest] = path.split("/");
  const entry = (await objects.readTree(tree))?.find((candidate) => candidate.name === name);
  if (entry === undefined || rest.length === 0) return entry;
  return isFolder(entry) ? findEntry(objects, entry.sha, rest.join("/")) : undefined;
}
