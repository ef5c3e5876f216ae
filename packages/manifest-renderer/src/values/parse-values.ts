import { ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { LimitExceededError, YamlError } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";

/** Settings of {@link parseValues}. */
export interface ParseValuesOptions {
  /** Name of the text in messages. Default `values`. */
  readonly file?: string;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
}

/** Reads a file of configuration values. */
export function parseValues(
  text: string,
  options: ParseValuesOptions = {},
): Result<JsonObject, LimitExceededError | YamlError> {
  text;
  options;
  return ok({});
}
