import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { LimitExceededError, YamlError } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import { withDefaultLimits } from "../limits.ts";
import { yamlErrorAt } from "../yaml/place.ts";
import { readDocument } from "../yaml/read-document.ts";
import { splitDocuments } from "../yaml/split-documents.ts";

/** Settings of {@link parseValues}. */
export interface ParseValuesOptions {
  /** Name of the text in messages. Default `values`. */
  readonly file?: string;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
}

/**
 * Reads a file of configuration values: one YAML map, under the same rules as manifests.
 *
 * A number that would not come out as it is written (`1.10`, `0123`) is refused: as part of a text it would lose
 * digits. Messages never show a line of the file, because configuration may hold secrets.
 *
 * @returns the values, or `YAML_INVALID` with line and column, or `LIMIT_EXCEEDED`. An empty file has no values.
 * @example
 * ```ts source="./parse-values.examples.ts#parseValues"
 * const file = "acme/shop-config:dev/values.yaml";
 * const message = parseValues(text, { file }).match(
 *   (values) => `${Object.keys(values).length} values`,
 *   (error) => error.message, // never a line of the file: it may hold a secret
 * );
 * ```
 */
export function parseValues(
  text: string,
  options: ParseValuesOptions = {},
): Result<JsonObject, LimitExceededError | YamlError> {
  const limits = withDefaultLimits(options.limits);
  const source = { file: options.file ?? "values", text, confidential: true };
  return splitDocuments(source, limits).andThen((documents): Result<JsonObject, LimitExceededError | YamlError> => {
    const [first, second] = documents;
    if (first === undefined) return ok({});
    if (second !== undefined) return err(yamlErrorAt(second, 0, "values must be one document; remove the ---"));
    return readDocument(first, { limits, exactNumbers: true }).andThen(({ value }) => {
      if (value === null) return ok({});
      return isJsonObject(value) ? ok(value) : err(yamlErrorAt(first, 0, "values must be a map of names"));
    });
  });
}
