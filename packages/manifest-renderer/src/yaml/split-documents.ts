import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { YamlError } from "../errors.ts";
import { LimitExceededError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import type { DocumentText, SourceText } from "./place.ts";
import { yamlErrorAt } from "./place.ts";

const SEPARATOR_LINE = /^---.*$/gm;
const SEPARATOR = /^---[ \t]*(?:$|(?<=[ \t])#)/;

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
  // kustomize does both, too.
  const text = source.text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const documents: DocumentText[] = [];
  let start = 0;
  let line = 1;
  const add = (end: number): void => {
    const document = { ...source, text: text.slice(start, end), line };
    if (document.text.trim() !== "") documents.push(document);
    line += document.text.split("\n").length - 1;
  };
  for (const match of text.matchAll(SEPARATOR_LINE)) {
    if (!SEPARATOR.test(match[0])) {
      const problem =
        "a document separator must stand alone on its line; move what follows the dashes to the next line";
      return err(yamlErrorAt({ ...source, text, line: 1 }, match.index, problem));
    }
    add(match.index);
    start = match.index + match[0].length + 1;
    line += 1;
  }
  add(text.length);
  if (documents.length > limits.maxDocuments) {
    return err(new LimitExceededError("maxDocuments", limits.maxDocuments, file));
  }
  const large = documents.find((document) => Buffer.byteLength(document.text) > limits.maxDocumentBytes);
  if (large !== undefined) {
    return err(new LimitExceededError("maxDocumentBytes", limits.maxDocumentBytes, `${file}:${large.line}`));
  }
  return ok(documents);
}
