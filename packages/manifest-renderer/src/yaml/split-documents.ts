import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { YamlError } from "../errors.ts";
import { LimitExceededError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import type { DocumentText, SourceText } from "./place.ts";
import { yamlErrorAt } from "./place.ts";

const SEPARATOR = /^---[ \t]*(?:\r?$|(?<=[ \t])#)/;
const BLANK = /^\s*$/;

/**
 * Splits a file at the lines that start with `---`, as kubectl and kustomize do, before any YAML is read.
 *
 * Text behind the dashes is refused: kubectl drops it and kustomize fails.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/master/kyaml/kio/byteio_reader.go
 */
export function splitDocuments(
  source: SourceText,
  limits: Limits,
): Result<readonly DocumentText[], LimitExceededError | YamlError> {
  const { file } = source;
  if (Buffer.byteLength(source.text) > limits.maxFileBytes) {
    return err(new LimitExceededError("maxFileBytes", limits.maxFileBytes, file));
  }
  const text = source.text.replace(/^\ufeff/, "");
  const documents: DocumentText[] = [];
  let line = 1;
  let start = 0;
  while (start <= text.length) {
    const separator = findSeparator(text, start);
    const original = text.slice(start, separator);
    if (!BLANK.test(original)) {
      const document = documentOf(source, original, line);
      if (Buffer.byteLength(document.text) > limits.maxDocumentBytes) {
        return err(new LimitExceededError("maxDocumentBytes", limits.maxDocumentBytes, `${file}:${line}`));
      }
      if (documents.length === limits.maxDocuments) {
        return err(new LimitExceededError("maxDocuments", limits.maxDocuments, file));
      }
      documents.push(document);
    }
    if (separator === text.length) break;
    const end = endOfLine(text, separator);
    if (!SEPARATOR.test(text.slice(separator, end))) {
      const problem =
        "a document separator must stand alone on its line; move what follows the dashes to the next line";
      return err(yamlErrorAt({ ...source, text, line: 1 }, separator, problem));
    }
    line += countLines(original) + 1;
    start = end + 1;
  }
  return ok(documents);
}

/** Offset of the next line that starts with three dashes, or of the end. */
function findSeparator(text: string, start: number): number {
  if (text.startsWith("---", start)) return start;
  const before = text.indexOf("\n---", start);
  return before < 0 ? text.length : before + 1;
}

function documentOf({ file, confidential }: SourceText, original: string, line: number): DocumentText {
  // kustomize does so, too.
  if (!original.includes("\r\n")) return { file, text: original, line, confidential };
  return { file, text: original.replaceAll("\r\n", "\n"), line, confidential, original };
}

function countLines(text: string): number {
  let count = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) count++;
  return count;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
