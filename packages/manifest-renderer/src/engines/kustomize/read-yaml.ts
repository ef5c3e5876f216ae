import { err, ok, Result } from "neverthrow";

import type { FileInvalidError, YamlError } from "../../errors.ts";
import { LimitExceededError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import { readTextFiles } from "../../file-set.ts";
import type { JsonValue } from "../../json.ts";
import type { Limits } from "../../limits.ts";
import { readDocument } from "../../yaml/read-document.ts";
import { splitDocuments } from "../../yaml/split-documents.ts";
import { jsonNestsDeeperThan } from "./json-nesting.ts";

/** In a kustomization, and in the configuration of the generator itself, literals are values of Secrets. */
const SECRET_GENERATOR = /secretGenerator/i;

const parseJson = Result.fromThrowable((text: string) => JSON.parse(text) as JsonValue);

/**
 * Reads the documents of a file before kustomize sees them: five hundred bytes of aliases cost kustomize ten gigabytes.
 *
 * A file of JSON has none, and may be as large as the schema of a cluster is.
 */
export function readYamlFile(
  files: FileSet,
  file: string,
  limits: Limits,
): Result<readonly JsonValue[], FileInvalidError | LimitExceededError | YamlError> {
  const content = files.get(file) ?? "";
  return readTextFiles(new Map([[file, content]]), [""]).andThen(([found]) => {
    const text = found?.text ?? "";
    const json = file.endsWith(".json") ? parseJson(text) : undefined;
    if (json?.isOk() !== true) return readYamlText({ file, text }, limits);
    return jsonNestsDeeperThan(text, limits.maxDepth)
      ? err(new LimitExceededError("maxDepth", limits.maxDepth, file))
      : ok([json.value]);
  });
}

/** Reads the documents of a text. */
export function readYamlText(
  source: { readonly file: string; readonly text: string },
  limits: Limits,
): Result<readonly JsonValue[], LimitExceededError | YamlError> {
  const confidential = SECRET_GENERATOR.test(source.text) ? true : undefined;
  const documents = splitDocuments({ ...source, confidential }, limits);
  if (documents.isErr()) return err(documents.error);
  return Result.combine(
    documents.value.map((document) => readDocument(document, { limits }).map(({ value }) => value)),
  );
}
