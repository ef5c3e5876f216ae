import type { ObjectStore } from "./object-store.ts";
import { FOLDER_MODE, isFolder, type TreeEntry } from "./tree-object.ts";

/** What becomes of one path: a new mode and object, or nothing. */
export type TreeEdit = { readonly mode: string; readonly sha: string } | "delete";

/** Thrown when a path is to be deleted that the tree does not have. */
export class MissingPathError extends Error {
  override readonly name = "MissingPathError";
}

/** Writes the tree that a base tree becomes with some paths changed; folders left empty vanish, as in Git. */
export async function editTree(
  objects: ObjectStore,
  base: string | undefined,
  edits: ReadonlyMap<string, TreeEdit>,
): Promise<string> {
  const entries = await editFolder(objects, base, edits);
  return objects.writeTree(entries);
}

async function editFolder(
  objects: ObjectStore,
  base: string | undefined,
  edits: ReadonlyMap<string, TreeEdit>,
): Promise<readonly TreeEntry[]> {
  const current = base === undefined ? [] : ((await objects.readTree(base)) ?? []);
  const entries = new Map(current.map((entry) => [entry.name, entry]));

  for (const [name, { here, below }] of groupByFirstName(edits)) {
    const before = entries.get(name);
    if (here === "delete") {
      if (before === undefined) throw new MissingPathError(`There is no ${name} to delete.`);
      entries.delete(name);
    } else if (here !== undefined) {
      entries.set(name, { name, ...here });
    }
    if (below.size === 0) continue;

    const folder = entries.get(name);
    const inside = await editFolder(objects, folder && isFolder(folder) ? folder.sha : undefined, below);
    if (inside.length === 0) entries.delete(name);
    else entries.set(name, { name, mode: FOLDER_MODE, sha: objects.writeTree(inside) });
  }
  return [...entries.values()];
}

interface NameEdits {
  here: TreeEdit | undefined;
  readonly below: Map<string, TreeEdit>;
}

function groupByFirstName(edits: ReadonlyMap<string, TreeEdit>): Map<string, NameEdits> {
  const groups = new Map<string, NameEdits>();
  for (const [path, edit] of edits) {
    const slash = path.indexOf("/");
    const name = slash < 0 ? path : path.slice(0, slash);
    const group = groups.get(name) ?? { here: undefined, below: new Map<string, TreeEdit>() };
    groups.set(name, group);
    if (slash < 0) group.here = edit;
    else group.below.set(path.slice(slash + 1), edit);
  }
  return groups;
}
