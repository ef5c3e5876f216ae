import { err, ok, okAsync, ResultAsync } from "neverthrow";
import type { Result } from "neverthrow";

import type { Diagnostic } from "../../diagnostic.ts";
import type { RenderError } from "../../errors.ts";
import { isBelow } from "../../file-path.ts";
import { readTextFiles } from "../../file-set.ts";
import type { KnownDocuments, LocatedResource } from "../../resource/read-resources.ts";
import { readResources } from "../../resource/read-resources.ts";
import { findCommentedPlaceholders } from "../../values/commented-placeholders.ts";
import type { PlaceholderSyntax } from "../../values/placeholder-syntax.ts";
import type { Substitution } from "../../values/substitution.ts";
import { checkOptions, folderPath, oneOf } from "../check-options.ts";
import type { Engine, EngineContext, EngineInput, EngineOutput, EngineStep } from "../engine.ts";
import { substituteFiles } from "./substitute-files.ts";
import { substituteResource } from "./substitute-resource.ts";

/** Changes whenever the same input would give other bytes. */
const VERSION = "1";

const EXTENSIONS = [".yaml", ".yml", ".json"];

/** A step that reads plain YAML and replaces placeholders in it. */
export interface PlainStep extends EngineStep {
  /** This engine. */
  readonly engine: "plain";
  /**
   * Folder or file that is read. Default: all files in the first step, and none in a later one, which then replaces the
   * placeholders in the resources of the steps before it.
   */
  readonly path?: string;
  /** `resources`, or `files` to replace the placeholders in YAML files for the engines that follow. Default `resources`. */
  readonly output?: "resources" | "files";
}

/** Makes the engine of plain templates: placeholders are replaced in parsed scalars, so that a value can never become structure. */
export function createPlainEngine(
  substitution: Substitution,
  syntaxes: readonly PlaceholderSyntax[],
  memo: KnownDocuments | undefined,
): Engine {
  return {
    name: "plain",
    checkStep: (step) => checkOptions(step, { path: folderPath, output: oneOf("resources", "files") }),
    identify: () => okAsync({ version: VERSION, digest: undefined }),
    render: (step, input, context) => {
      const before = substitution.findings.length;
      const output = renderPlain(step, input, { context, substitution, syntaxes, memo }).map((made) => ({
        ...made,
        findings: [...substitution.findings.slice(before), ...made.findings],
      }));
      return new ResultAsync(Promise.resolve(output));
    },
  };
}

interface PlainContext {
  readonly context: EngineContext;
  readonly substitution: Substitution;
  readonly syntaxes: readonly PlaceholderSyntax[];
  readonly memo: KnownDocuments | undefined;
}

function renderPlain(
  step: EngineStep,
  input: EngineInput,
  { context, substitution, syntaxes, memo }: PlainContext,
): Result<EngineOutput, RenderError> {
  const path = typeof step["path"] === "string" ? step["path"] : undefined;
  const chosen = new Map([...input.files].filter(([file]) => isBelow(file, path ?? ".")));
  if (step["output"] === "files") {
    return substituteFiles(chosen, EXTENSIONS, substitution, context.limits).map(({ files, findings }) => ({
      files: new Map([...input.files, ...files]),
      resources: input.resources,
      findings: syntaxes.includes("#{VAR}#") ? findings : [],
    }));
  }

  const resources = input.resources.map((located) => substituteResource(located, substitution));
  if (path === undefined && resources.length > 0) return ok({ files: input.files, resources, findings: [] });

  const files = readTextFiles(chosen, EXTENSIONS);
  if (files.isErr()) return err(files.error);
  const read: LocatedResource[] = [...resources];
  const findings: Diagnostic[] = [];
  for (const { path: file, text } of files.value) {
    const source = { file, text };
    const found = readResources(source, {
      limits: context.limits,
      memo,
      maySubstitute: (document) => substitution.mayApply(document),
      substitute: (scalar, line) => substitution.apply(scalar, () => ({ file, line: line() })),
    });
    if (found.isErr()) return err(found.error);
    for (const located of found.value.resources) read.push(located);
    findings.push(...found.value.findings);
    if (syntaxes.includes("#{VAR}#")) findings.push(...findCommentedPlaceholders(source));
  }
  return ok({ files: input.files, resources: read, findings });
}
