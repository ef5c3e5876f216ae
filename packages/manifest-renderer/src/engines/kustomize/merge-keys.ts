import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";
import { isScalar, parseDocument, visit } from "yaml";

import type { LimitExceededError, YamlError } from "../../errors.ts";
import type { Limits } from "../../limits.ts";
import type { SourceText } from "../../yaml/place.ts";
import { yamlErrorAt } from "../../yaml/place.ts";
import { splitDocuments } from "../../yaml/split-documents.ts";

/**
 * Refuses a `<<` behind other keys of its map, in a text that was read before.
 *
 * kustomize reads its own files with a library for which such a merge wins over the keys in front of it. In all other
 * files, and behind a `<<`, the keys of the map win.
 */
export function checkMergeKeys(source: SourceText, limits: Limits): Result<void, LimitExceededError | YamlError> {
  if (!source.text.includes("<<")) return ok();
  return splitDocuments(source, limits).andThen((documents) => {
    for (const document of documents) {
      const offset = findLateMerge(document.text);
      if (offset !== undefined) {
        return err(yamlErrorAt(document, offset, "kustomize lets this << win over the keys before it; put it first"));
      }
    }
    return ok();
  });
}

function findLateMerge(text: string): number | undefined {
  let offset: number | undefined;
  visit(parseDocument(text, { schema: "failsafe", uniqueKeys: false, logLevel: "error" }), {
    Pair(position, { key }) {
      if (position === 0 || !isScalar(key) || key.type !== "PLAIN" || key.source !== "<<") return undefined;
      offset = key.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}
