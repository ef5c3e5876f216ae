import { err, Result } from "neverthrow";

import type { FileInvalidError, LimitExceededError, YamlError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import { readTextFiles } from "../../file-set.ts";
import type { JsonValue } from "../../json.ts";
import type { Limits } from "../../limits.ts";
import { readDocument } from "../../yaml/read-document.ts";
import type { SourceText } from "../../yaml/place.ts";
import { splitDocuments } from "../../yaml/split-documents.ts";
import { checkJson } from "./check-json.ts";
import { checkMergeKeys } from "./merge-keys.ts";

/** Literals of generators are values of Secrets; and in JSON, the kind stands anywhere in a line. */
const MAY_HOLD_SECRET = /\bSecret\b|secretGenerator/i;

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
  return readText(files, file).andThen((text) => {
    const json = file.endsWith(".json") ? parseJson(text) : undefined;
    if (json?.isOk() !== true) return readYamlText({ file, text }, limits);
    return checkJson(withConfidence({ file, text }), limits.maxDepth).map(() => [json.value]);
  });
}

/** Reads the documents of a kustomization, and refuses what kustomize reads otherwise there than in a manifest. */
export function readKustomization(
  files: FileSet,
  file: string,
  limits: Limits,
): Result<readonly JsonValue[], FileInvalidError | LimitExceededError | YamlError> {
  return readText(files, file).andThen((text) =>
    readYamlText({ file, text }, limits).andThrough(() => checkMergeKeys(withConfidence({ file, text }), limits)),
  );
}

/** Reads the documents of a text. */
export function readYamlText(
  source: SourceText,
  limits: Limits,
): Result<readonly JsonValue[], LimitExceededError | YamlError> {
  const documents = splitDocuments(withConfidence(source), limits);
  if (documents.isErr()) return err(documents.error);
  return Result.combine(
    documents.value.map((document) => readDocument(document, { limits }).map(({ value }) => value)),
  );
}

function readText(files: FileSet, file: string): Result<string, FileInvalidError> {
  return readTextFiles(new Map([[file, files.get(file) ?? ""]]), [""]).map(([found]) => found?.text ?? "");
}

function withConfidence(source: SourceText): SourceText {
  return MAY_HOLD_SECRET.test(source.text) ? { ...source, confidential: true } : source;
}
