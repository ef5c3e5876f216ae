import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { Diagnostic } from "../../diagnostic.ts";
import type { RenderError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import { readTextFiles } from "../../file-set.ts";
import { isJsonObject } from "../../json.ts";
import type { Limits } from "../../limits.ts";
import { findCommentedPlaceholders } from "../../values/commented-placeholders.ts";
import type { Substitution } from "../../values/substitution.ts";
import { yamlErrorAt } from "../../yaml/place.ts";
import { readDocument } from "../../yaml/read-document.ts";
import { splitDocuments } from "../../yaml/split-documents.ts";
import { TreeWriter } from "../../yaml/tree-writer.ts";

/** Files with their placeholders replaced. */
export interface SubstitutedFiles {
  /** The files that changed. */
  readonly files: FileSet;
  /** Placeholders that YAML takes for comments. */
  readonly findings: readonly Diagnostic[];
}

/**
 * Replaces placeholders in YAML files that another engine will read: values of a chart, a kustomization, a patch.
 *
 * A file without placeholders keeps its bytes. A file with some has to be YAML, so that a value cannot become structure; it
 * is written anew, without its comments.
 */
export function substituteFiles(
  files: FileSet,
  extensions: readonly string[],
  substitution: Substitution,
  limits: Limits,
): Result<SubstitutedFiles, RenderError> {
  const texts = readTextFiles(files, extensions);
  if (texts.isErr()) return err(texts.error);
  const written = new Map<string, string>();
  const findings: Diagnostic[] = [];
  for (const { path, text } of texts.value) {
    if (!substitution.mayApply(text)) continue;
    const replaced = substituteText({ file: path, text }, substitution, limits);
    if (replaced.isErr()) return err(replaced.error);
    written.set(path, replaced.value);
    findings.push(...findCommentedPlaceholders({ file: path, text }));
  }
  return ok({ files: written, findings });
}

function substituteText(
  source: { readonly file: string; readonly text: string },
  substitution: Substitution,
  limits: Limits,
): Result<string, RenderError> {
  const documents = splitDocuments(source, limits);
  if (documents.isErr()) return err(documents.error);
  const texts: string[] = [];
  for (const document of documents.value) {
    const read = readDocument(document, {
      limits,
      substitute: (scalar, line) => substitution.apply(scalar, () => ({ file: source.file, line: line() })),
    });
    if (read.isErr()) return err(read.error);
    const { value } = read.value;
    if (value === null) continue;
    if (!isJsonObject(value) && !Array.isArray(value)) {
      return err(yamlErrorAt(document, 0, "a file with placeholders must hold a map or a list"));
    }
    const writer = new TreeWriter({ subject: () => source.file, limits });
    texts.push(writer.write(value));
    if (writer.problem !== undefined) return err(writer.problem);
  }
  return ok(texts.join("---\n"));
}
