import { createHash } from "node:crypto";

import { err, ok, type Result } from "neverthrow";

import { InputInvalidError } from "../errors.ts";

/** A Git object of a commit: a file, a folder, or a submodule. */
export interface TreeObject {
  /** `blob` for a file, `tree` for a folder, `commit` for a submodule. */
  readonly type: "blob" | "tree" | "commit";
  /** Full object id: equal content has an equal id, whatever its history. */
  readonly id: string;
}

/** Every object of a commit by its path from the root of the repository; the whole tree is `.`. */
export type TreeListing = ReadonlyMap<string, TreeObject>;

/** `<mode> <type> <id>\t<path>`, where the path may hold anything but NUL. */
const ENTRY = /^(\d{6}) (blob|tree|commit) ([0-9a-f]{40}|[0-9a-f]{64})\t([^\0]+)$/s;

/**
 * Reads what `git ls-tree -r -t -z --full-tree HEAD` prints: all folders and files of a commit, without history, so that a
 * clone of depth 1 will do.
 *
 * @param text - Output of Git. `-z` keeps names as they are, `-t` lists folders as well.
 * @returns the objects, or `INPUT_INVALID` for anything else.
 * @see https://git-scm.com/docs/git-ls-tree
 * @example
 * ```ts source="./plan-images.examples.ts#planImages_basic"
 * const command = ["ls-tree", "-r", "-t", "-z", "--full-tree", "HEAD"];
 * const listing = execFileSync("git", command, { encoding: "utf8", maxBuffer: 2 ** 28 });
 * const release = parseTreeListing(listing)
 *   .andThen((objects) => planImages(app, objects))
 *   .map(({ images, templates }) => {
 *     const references = Object.entries(images).map(([name, { reference, paths }]) => {
 *       const digest = registry.digestOf(reference) ?? registry.buildAndPush(reference, paths); // only what changed
 *       return [name, `${reference}@${digest}`] as const;
 *     });
 *     const source = { repository: "acme/shop", sha };
 *     return makeRelease({ app: "cart", source, images: Object.fromEntries(references), templates });
 *   });
 * ```
 */
export function parseTreeListing(text: string): Result<TreeListing, InputInvalidError> {
  const listing = new Map<string, TreeObject>();
  const root: RootEntry[] = [];
  for (const line of text.split("\0").slice(0, -1)) {
    const [, mode = "", type, id = "", path = ""] = ENTRY.exec(line) ?? [];
    if (type !== "blob" && type !== "tree" && type !== "commit") return err(notAListing());
    listing.set(path, { type, id });
    if (!path.includes("/")) root.push({ mode, path, id });
  }
  const hasFolders = [...listing.keys()].every((path) => listing.has(folderOf(path)));
  if (root.length === 0 || !text.endsWith("\0") || !hasFolders) return err(notAListing());
  return ok(listing.set(".", { type: "tree", id: rootTree(root) }));
}

interface RootEntry {
  readonly mode: string;
  readonly path: string;
  readonly id: string;
}

/** The folder that a path is in; for one at the root the path itself. */
function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? path : path.slice(0, slash);
}

/**
 * Git lists everything but the tree itself; its id is made of the entries at the root, in their order.
 *
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
function rootTree(entries: readonly RootEntry[]): string {
  const content = Buffer.concat(
    entries.flatMap(({ mode, path, id }) => [
      Buffer.from(`${mode.replace(/^0/, "")} ${path}\0`),
      Buffer.from(id, "hex"),
    ]),
  );
  const algorithm = entries[0]?.id.length === 64 ? "sha256" : "sha1";
  return createHash(algorithm).update(`tree ${content.length}\0`).update(content).digest("hex");
}

function notAListing(): InputInvalidError {
  return new InputInvalidError(
    "This is not what `git ls-tree -r -t -z --full-tree HEAD` prints: a listing of all files and folders, with NUL behind each",
  );
}
