import { parseValues, readPatches, type ConfigLayer, type Patch } from "@gitops/manifest-renderer";
import type { ConfigRevision } from "@gitops/github-reporter";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../../errors.ts";
import { readFolder, type TreeFile } from "../../git/repository.ts";
import type { GitConfigSource } from "../../pipeline/pipeline.ts";
import { sha256 } from "../digest.ts";
import type { ConfigReader } from "./config-reader.ts";
import type { ConfigTree } from "./git-tree.ts";
import type { SlotConfig } from "./slot-config.ts";

const VALUES_FILE = "values.yaml";
const PATCHES_FOLDER = "patches";

/** Files of one folder that are configuration. */
interface ConfigFolder {
  /** Path with a slash at its end; empty for the whole repository. */
  readonly prefix: string;
  readonly values: TreeFile | undefined;
  /** In the order in which they are applied. */
  readonly patches: readonly TreeFile[];
}

/**
 * Names the state of a source, from the blob ids of its files alone.
 *
 * @internal
 */
export function gitRevision(
  reader: ConfigReader,
  source: GitConfigSource,
): ResultAsync<ConfigRevision, PromotionError> {
  return reader.tree(source.repository, source.ref).map((tree) => revisionOf(source, tree, foldersOf(source, tree)));
}

/**
 * Reads values and patches of a source. A folder that does not exist adds nothing.
 *
 * @internal
 */
export function readGitConfig(reader: ConfigReader, source: GitConfigSource): ResultAsync<SlotConfig, PromotionError> {
  return safeTry<SlotConfig, PromotionError>(async function* () {
    const tree = yield* reader.tree(source.repository, source.ref);
    const { repository } = tree;
    const folders = foldersOf(source, tree);
    const layers: ConfigLayer[] = [];
    const patches: Patch[] = [];
    for (const { prefix, values, patches: files } of folders) {
      const location = `${repository.fullName}:${prefix}`;
      if (values !== undefined) {
        const file = `${location}${VALUES_FILE}`;
        for (const text of (yield* readFolder(repository, [values], "")).values()) {
          layers.push({ source: file, values: yield* parseValues(text, { file }) });
        }
      }
      const folder = `${prefix}${PATCHES_FOLDER}`;
      const texts = yield* readFolder(repository, files, folder);
      patches.push(...(yield* readPatches(texts, { location: `${location}${PATCHES_FOLDER}/` })));
    }
    return ok({ layers, patches, revisions: [revisionOf(source, tree, folders)] });
  });
}

function foldersOf({ paths }: GitConfigSource, { files }: ConfigTree): readonly ConfigFolder[] {
  return paths.map((path) => {
    const prefix = path === "" || path === "." ? "" : `${path}/`;
    const patches = `${prefix}${PATCHES_FOLDER}/`;
    return {
      prefix,
      values: files.find((file) => file.path === `${prefix}${VALUES_FILE}`),
      patches: files
        .filter((file) => file.path.startsWith(patches) && /\.(ya?ml|json)$/.test(file.path))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
  });
}

/** Equal files in the same order are the same configuration, whatever commit they were read at. */
function revisionOf(
  { ref }: GitConfigSource,
  { repository, sha }: ConfigTree,
  folders: readonly ConfigFolder[],
): ConfigRevision {
  const files = folders.flatMap(({ values, patches }) => [...(values === undefined ? [] : [values]), ...patches]);
  const digest = sha256(files.map((file) => `${file.path}\0${file.sha}\n`).join(""));
  return { repository: repository.fullName, ref, sha, digest };
}
