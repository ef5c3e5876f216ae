import { parseValues, type LimitExceededError, type YamlError } from "@gitops/manifest-renderer";
import type { Result } from "neverthrow";
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from "yaml";

import { PipelineInvalidError, type PipelineProblem } from "../errors.ts";
import { checkPipeline } from "./define-pipeline.ts";
import type { Pipeline } from "./pipeline.ts";

/** Where a pipeline lives in the manifests repository. */
export const PIPELINE_FILE = ".gitops/pipeline.yaml";

/**
 * Reads a pipeline file.
 *
 * @param yaml - The text of the file.
 * @param file - The name of the file for messages. Default: `.gitops/pipeline.yaml`.
 * @returns the pipeline, or `PIPELINE_INVALID` with every problem at once, each with its line and column.
 * @example
 * ```ts source="./parse-pipeline.examples.ts#parsePipeline_basic"
 * return parsePipeline(text, ".gitops/pipeline.yaml").match(
 *   ({ slots }) => slots.map(({ id, path }) => `${id} in ${path}`).join("\n"),
 *   ({ message }) => message, // .gitops/pipeline.yaml:12:5 environments.prod.after: there is no environment "stge"; …
 * );
 * ```
 */
export function parsePipeline(yaml: string, file: string = PIPELINE_FILE): Result<Pipeline, PipelineInvalidError> {
  // The renderer's reader refuses what kubectl and kustomize would read in different ways, and what would exhaust us.
  return parseValues(yaml, { file })
    .mapErr((error) => new PipelineInvalidError(file, [toProblem(error)]))
    .andThen((values) => {
      const lines = new LineCounter();
      const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
      return checkPipeline(values, {
        file,
        locate: (path) => {
          const offset = offsetOf(document, path);
          if (offset === undefined) return undefined;
          const { line, col } = lines.linePos(offset);
          return { line, column: col };
        },
      });
    });
}

function toProblem(error: YamlError | LimitExceededError): PipelineProblem {
  const place = error.code === "YAML_INVALID" ? error : undefined;
  return { message: error.message, path: [], line: place?.line, column: place?.column };
}

/** Finds the key a path ends in, or the nearest ancestor that the file contains. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const parent = document.getIn(path.slice(0, Math.max(0, length - 1)), true);
    const last = path[length - 1];
    if (isMap(parent) && last !== undefined) {
      const key = parent.items
        .map((pair) => pair.key)
        .find((node) => isScalar(node) && String(node.value) === String(last));
      if (isNode(key) && key.range) return key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}
