import type { Diagnostic } from "../diagnostic.ts";
import type { FileSet } from "../file-set.ts";
import { decodeUtf8 } from "../file-set.ts";
import { canonicalJson } from "../json-text.ts";
import type { JsonObject } from "../json.ts";

/** Name of the file that holds the values of a high-level folder. */
const HIGH_LEVEL_VALUES = "gitops-values.json";

/** High-level files, by path relative to their folder. */
export interface HighLevelFiles {
  /** The files. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that are left out, because they are no text. */
  readonly findings: readonly Diagnostic[];
}

/** Takes over the files that the manifests were made of, with the values that went in. Secret values are never among them. */
export function highLevelFiles(templates: FileSet, values: JsonObject): HighLevelFiles {
  const files = new Map<string, string>();
  const findings: Diagnostic[] = [];
  for (const [path, content] of templates) {
    const text = typeof content === "string" ? content : decodeUtf8(content).unwrapOr(undefined);
    if (text !== undefined) files.set(path, text);
    else {
      const message = "the file is no text, and is left out of the high-level manifests";
      findings.push({ severity: "warning", code: "render/binary-file", message, origin: { file: path, line: 1 } });
    }
  }
  files.set(HIGH_LEVEL_VALUES, `${canonicalJson(values)}\n`);
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), findings };
}
