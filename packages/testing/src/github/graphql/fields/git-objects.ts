import { isFolder, typeOfMode, type TreeEntry } from "../../git/tree-object.ts";
import { settingsOf, type Repository } from "../../records/repository.ts";
import { repositoryNodeId } from "../../views/node-id.ts";
import type { Fields } from "../scope.ts";
import { loadObject, type BlobSource, type GitObjectSource, type TagSource, type TreeSource } from "../sources.ts";

/** Larger texts are cut and `isTruncated` says so; where GitHub cuts is not documented. */
const LONGEST_TEXT = 512_000;

/** What every object of Git has. */
export const gitObjectFields: Fields<GitObjectSource> = {
  id: ({ __typename, repository, sha }) => repositoryNodeId(__typename, settingsOf(repository).id, sha),
  oid: ({ sha }) => sha,
  abbreviatedOid: ({ sha }) => sha.slice(0, 7),
  repository: ({ repository }) => ({ __typename: "Repository", repository }),
};

/** An entry of a tree and where it was found. */
export interface TreeEntrySource extends TreeEntry {
  readonly repository: Repository;
  readonly path: string;
}

export const treeFields: Fields<TreeSource> = {
  ...gitObjectFields,
  async entries({ repository, sha, path }) {
    const entries = (await repository.git.objects.readTree(sha)) ?? [];
    return entries.map((entry): TreeEntrySource => ({ ...entry, repository, path: `${path}${entry.name}` }));
  },
};

export const treeEntryFields: Fields<TreeEntrySource> = {
  name: ({ name }) => name,
  path: ({ path }) => path,
  // A number, whose octal digits are Git's mode: 33188 is 100644.
  mode: ({ mode }) => Number.parseInt(mode, 8),
  type: ({ mode }) => typeOfMode(mode),
  oid: ({ sha }) => sha,
  size: async ({ repository, sha, mode }) =>
    typeOfMode(mode) === "blob" ? ((await repository.git.objects.readBlob(sha))?.length ?? 0) : 0,
  object: (entry) => loadObject(entry.repository, entry.sha, isFolder(entry) ? `${entry.path}/` : ""),
  repository: ({ repository }) => ({ __typename: "Repository", repository }),
};

export const blobFields: Fields<BlobSource> = {
  ...gitObjectFields,
  byteSize: ({ content }) => content.length,
  isBinary: ({ content }) => isBinary(content),
  isTruncated: ({ content }) => content.length > LONGEST_TEXT,
  text: ({ content }) => (isBinary(content) ? null : content.subarray(0, LONGEST_TEXT).toString("utf8")),
};

export const tagFields: Fields<TagSource> = {
  ...gitObjectFields,
  name: ({ content }) => /^tag (.+)$/m.exec(content)?.[1] ?? "",
  message: ({ content }) => content.slice(content.indexOf("\n\n") + 2),
  target: ({ repository, content }) => loadObject(repository, /^object ([0-9a-f]{40})$/m.exec(content)?.[1] ?? ""),
};

// As Git decides it: a NUL among the first 8000 bytes, see buffer_is_binary in xdiff-interface.c.
function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}
