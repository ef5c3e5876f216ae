import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { Diagnostic } from "../diagnostic.ts";
import type { FileInvalidError, LimitExceededError, ResourceInvalidError, YamlError } from "../errors.ts";
import type { FileSet } from "../file-set.ts";
import { readTextFiles } from "../file-set.ts";
import type { Limits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { readResources } from "../resource/read-resources.ts";
import { findCommentedPlaceholders } from "../values/commented-placeholders.ts";
import type { PlaceholderSyntax } from "../values/placeholder-syntax.ts";
import type { Substitution } from "../values/substitution.ts";

/** Changes whenever the same input would give other bytes. */
export const PLAIN_ENGINE_VERSION = "1";

const EXTENSIONS = [".yaml", ".yml", ".json"];

/** What plain templates are rendered with. */
export interface PlainInput {
  /** Template files. */
  readonly templates: FileSet;
  /** Values of the placeholders. */
  readonly substitution: Substitution;
  /** Syntaxes that are on. */
  readonly syntaxes: readonly PlaceholderSyntax[];
  /** Limits of files and documents. */
  readonly limits: Limits;
}

/** Resources of an engine. */
export interface EngineOutput {
  /** Resources in the order of the files. */
  readonly resources: readonly LocatedResource[];
  /** What was found on the way, except for the placeholders. */
  readonly findings: readonly Diagnostic[];
}

/** Renders plain YAML: placeholders are replaced in parsed scalars, so that a value can never become structure. */
export function renderPlain(
  input: PlainInput,
): Result<EngineOutput, FileInvalidError | LimitExceededError | ResourceInvalidError | YamlError> {
  const files = readTextFiles(input.templates, EXTENSIONS);
  if (files.isErr()) return err(files.error);
  const resources: LocatedResource[] = [];
  const findings: Diagnostic[] = [];
  for (const { path, text } of files.value) {
    const source = { file: path, text };
    const read = readResources(source, {
      limits: input.limits,
      substitute: (scalar, line) => input.substitution.apply(scalar, () => ({ file: path, line: line() })),
    });
    if (read.isErr()) return err(read.error);
    resources.push(...read.value.resources);
    findings.push(...read.value.findings);
    if (input.syntaxes.includes("#{VAR}#")) findings.push(...findCommentedPlaceholders(source));
  }
  return ok({ resources, findings });
}
