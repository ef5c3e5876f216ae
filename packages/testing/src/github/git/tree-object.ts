/** One line of a tree: a file, a folder, a symbolic link or a submodule. */
export interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly sha: string;
}

/** The mode of a folder. Git stores it without the leading zero, GitHub shows it with it. */
export const FOLDER_MODE = "40000";

export function isFolder(entry: Pick<TreeEntry, "mode">): boolean {
  return entry.mode === FOLDER_MODE;
}

/** Names the object type behind a mode. */
export function typeOfMode(mode: string): "blob" | "tree" | "commit" {
  if (mode === FOLDER_MODE) return "tree";
  return mode === "160000" ? "commit" : "blob";
}

export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  const sorted = [...entries].sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  return Buffer.concat(
    sorted.flatMap((entry) => [Buffer.from(`${entry.mode} ${entry.name}\0`), Buffer.from(entry.sha, "hex")]),
  );
}

export function decodeTree(content: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    entries.push({
      mode: content.toString("latin1", at, space),
      name: content.toString("utf8", space + 1, end),
      sha: content.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

// Git sorts a folder as if its name ended in "/": https://git-scm.com/docs/git-fast-import and tree.c base_name_compare.
function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(isFolder(entry) ? `${entry.name}/` : entry.name);
}
