import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { FileSet } from "../file-set.ts";
import { readTextFiles } from "../file-set.ts";
import { canonicalJson } from "../json-text.ts";
import { isJsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { readResources } from "../resource/read-resources.ts";
import { formatResourceId, resourceIdOf, resourceKey } from "../resource/resource.ts";
import { isSealedText } from "../resource/sops.ts";
import { splitDocuments } from "../yaml/split-documents.ts";
import type { EngineInput } from "./engine.ts";
import { SealedResourceChangedError } from "./errors.ts";

const EXTENSIONS = [".yaml", ".yml", ".json"];

/**
 * Gives documents that SOPS has encrypted their own bytes back after an engine wrote them anew.
 *
 * An engine that changed one of them broke its signature: `SEALED_RESOURCE_CHANGED`.
 */
export function keepSealed(
  engine: string,
  before: Pick<EngineInput, "files" | "resources">,
  resources: readonly LocatedResource[],
  limits: Limits,
): Result<readonly LocatedResource[], SealedResourceChangedError> {
  const untouched = new Set(before.resources);
  const isWritten = (located: LocatedResource): boolean =>
    isJsonObject(located.resource["sops"]) && !untouched.has(located);
  if (!resources.some(isWritten)) return ok(resources);

  const sealed = [...sealedDocuments(before.files, limits), ...before.resources];
  const originals = new Map(sealed.map((located) => [resourceKey(resourceIdOf(located.resource)), located]));
  const kept: LocatedResource[] = [];
  for (const located of resources) {
    if (!isWritten(located)) {
      kept.push(located);
      continue;
    }
    const id = resourceIdOf(located.resource);
    const original = originals.get(resourceKey(id));
    if (original === undefined || canonicalJson(original.resource) !== canonicalJson(located.resource)) {
      return err(new SealedResourceChangedError(engine, formatResourceId(id)));
    }
    kept.push(original);
  }
  return ok(kept);
}

/** Reads the encrypted documents among the files; the others may be templates, and no YAML yet. */
function sealedDocuments(files: FileSet, limits: Limits): readonly LocatedResource[] {
  return readTextFiles(files, EXTENSIONS)
    .unwrapOr([])
    .filter(({ text }) => isSealedText(text))
    .flatMap(({ path, text }) => splitDocuments({ file: path, text }, limits).unwrapOr([]))
    .filter(({ text }) => isSealedText(text))
    .flatMap((document) =>
      readResources(document, { limits })
        .map((read) => read.resources)
        .unwrapOr([]),
    );
}
