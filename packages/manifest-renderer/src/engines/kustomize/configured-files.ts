import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { LimitExceededError, YamlError } from "../../errors.ts";
import type { JsonValue } from "../../json.ts";
import type { Limits } from "../../limits.ts";
import { TemplateUnsafeError } from "../errors.ts";
import { isRemoteFile } from "./is-remote.ts";
import { isBuiltIn, withItems } from "./manifest-objects.ts";
import { quoteReference } from "./quote-reference.ts";
import { readYamlText } from "./read-yaml.ts";
import { configReferences } from "./references.ts";

/**
 * Finds what built-in generators and transformers name: they read files as kustomizations do, and kustomize would fetch
 * those as well.
 *
 * @returns the paths whose files are read as YAML. A `path` is often one inside of an object.
 */
export function findConfiguredFiles(
  file: string,
  documents: readonly JsonValue[],
  limits: Limits,
): Result<readonly string[], LimitExceededError | TemplateUnsafeError | YamlError> {
  const references = documents
    .flatMap(withItems)
    .filter(isBuiltIn)
    .flatMap((found) => configReferences(found));
  for (const { field, value, target } of references) {
    if (target === "text") {
      const patch = readYamlText({ file: `${file} (${field})`, text: value }, limits);
      if (patch.isErr()) return err(patch.error);
    } else if (isRemoteFile(value)) {
      const problem = `${field} names ${quoteReference(value)}, which kustomize would fetch; copy it into the templates`;
      return err(new TemplateUnsafeError(file, problem));
    }
  }
  return ok(references.filter(({ target }) => target === "yaml").map(({ value }) => value));
}
