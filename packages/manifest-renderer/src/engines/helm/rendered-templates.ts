import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { Diagnostic } from "../../diagnostic.ts";
import type { ResourceInvalidError, YamlError } from "../../errors.ts";
import { LimitExceededError } from "../../errors.ts";
import { joinPath } from "../../file-path.ts";
import type { FileSet } from "../../file-set.ts";
import type { LocatedResource, ReadResources } from "../../resource/read-resources.ts";
import { readResources } from "../../resource/read-resources.ts";
import type { EngineContext } from "../engine.ts";

/** What one template was rendered to. */
interface RenderedTemplate {
  /** Template as Helm names it: with the name of the chart in place of its folder. */
  readonly source: string;
  /** Text, from the line after the comment that names the template. */
  readonly text: string;
}

// Helm writes this in front of every document. A separator inside of a CRD file has no such comment.
const SOURCE = /^---\n# Source: (.+)\n/gm;

/** Splits what `helm template` prints into what each template gave. */
function splitRendered(output: string): readonly RenderedTemplate[] {
  const text = output.replaceAll("\r\n", "\n");
  const marks = [...text.matchAll(SOURCE)];
  const first = marks[0]?.index ?? text.length;
  const before = text.slice(0, first);
  const templates = marks.map((mark, index): RenderedTemplate => {
    const start = mark.index + mark[0].length;
    return { source: mark[1] ?? "", text: text.slice(start, marks[index + 1]?.index) };
  });
  return before.trim() === "" ? templates : [{ source: "output", text: before }, ...templates];
}

/**
 * Reads the resources that Helm rendered. Files are named after the template, with ` (rendered)` behind the path,
 * because lines are counted in the rendered document.
 */
export function readRendered(
  output: string,
  chart: { readonly folder: string; readonly files: FileSet },
  context: EngineContext,
): Result<ReadResources, LimitExceededError | ResourceInvalidError | YamlError> {
  const { limits, secrets } = context;
  const resources: LocatedResource[] = [];
  const findings: Diagnostic[] = [];
  for (const { source, text } of splitRendered(output)) {
    const confidential = secrets.some((secret) => secret !== "" && text.includes(secret)) ? true : undefined;
    const file = `${templatePath(source, chart)} (rendered)`;
    const read = readResources({ file, text, confidential }, { limits });
    if (read.isErr()) return err(read.error);
    resources.push(...read.value.resources);
    findings.push(...read.value.findings);
    if (resources.length > limits.maxDocuments) {
      return err(new LimitExceededError("maxDocuments", limits.maxDocuments, "the output of helm"));
    }
  }
  return ok({ resources, findings });
}

function templatePath(source: string, { folder, files }: { readonly folder: string; readonly files: FileSet }): string {
  const inner = source.slice(source.indexOf("/") + 1);
  const path = joinPath(folder, inner);
  // Charts in archives, and dependencies with an alias, have no file of that path.
  return files.has(path) ? path : source;
}
