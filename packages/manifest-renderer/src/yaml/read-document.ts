import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { LimitExceededError, YamlError } from "../errors.ts";
import type { JsonValue } from "../json.ts";
import { readBlock } from "./block-reader.ts";
import type { DocumentText } from "./place.ts";
import { yamlErrorAt } from "./place.ts";
import type { ReadDocument } from "./read-thoroughly.ts";
import { readThoroughly } from "./read-thoroughly.ts";
import { DOUBT } from "./simple-scalar.ts";
import { findSyntaxProblem } from "./syntax.ts";
import type { ScalarOptions } from "./tree-reader.ts";

/**
 * Reads one YAML document as kustomize reads it, or says where kubectl, kustomize and this reader would not agree.
 *
 * Ordinary documents are read line by line; whatever is in doubt there is read by way of a syntax tree.
 */
export function readDocument(
  document: DocumentText,
  options: ScalarOptions,
): Result<ReadDocument, LimitExceededError | YamlError> {
  const refused = findSyntaxProblem(document.text);
  if (refused !== undefined) return err(yamlErrorAt(document, refused.offset, refused.message));
  const value = readQuickly(document, options);
  return value === DOUBT ? readThoroughly(document, options) : ok({ value, findings: [] });
}

/** A placeholder that is replaced may leave a finding, so it is replaced only once nothing is in doubt. */
function readQuickly(document: DocumentText, options: ScalarOptions): JsonValue | typeof DOUBT {
  if (options.substitute === undefined) return readBlock(document, options);
  const untouched = readBlock(document, { ...options, substitute: undefined });
  return untouched === DOUBT ? DOUBT : readBlock(document, options);
}
