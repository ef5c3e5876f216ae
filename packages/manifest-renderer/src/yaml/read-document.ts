import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";
import { isCollection, isScalar, visit } from "yaml";
import type { Document, Range } from "yaml";

import type { Diagnostic } from "../diagnostic.ts";
import type { YamlError } from "../errors.ts";
import { LimitExceededError } from "../errors.ts";
import type { JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import { readBlockDocument } from "./block-reader.ts";
import { composeTree } from "./compose-tree.ts";
import type { DocumentText } from "./place.ts";
import { yamlErrorAt } from "./place.ts";
import { findSyntaxProblem, tabIndents } from "./syntax.ts";
import type { ScalarOptions } from "./tree-reader.ts";
import { TreeReader } from "./tree-reader.ts";

const NO_FINDINGS: readonly Diagnostic[] = [];

/** A YAML document as data. */
export interface ReadDocument {
  /** Its value; null when the document holds nothing but comments. */
  readonly value: JsonValue;
  /** Scalars that kubectl or Helm would read in another way than Flux. */
  readonly findings: readonly Diagnostic[];
}

/**
 * Reads one YAML document as kustomize reads it, or says where kubectl, kustomize and this reader would not agree.
 *
 * The library gives the syntax tree only. Which scalar is a number, what `<<` merges and which key is a duplicate is
 * decided here, because no schema of the library decides it as Kubernetes does.
 */
export function readDocument(
  document: DocumentText,
  options: ScalarOptions,
): Result<ReadDocument, LimitExceededError | YamlError> {
  const refused = findSyntaxProblem(document.text);
  if (refused !== undefined) return err(yamlErrorAt(document, refused.offset, refused.message));
  const fast = readBlockDocument(document, options);
  return fast === undefined ? readTreeDocument(document, options) : ok({ value: fast.value, findings: NO_FINDINGS });
}

/** Reads one YAML document by way of a syntax tree. */
export function readTreeDocument(
  document: DocumentText,
  options: ScalarOptions,
): Result<ReadDocument, LimitExceededError | YamlError> {
  const exceeds = (limit: keyof Limits): LimitExceededError =>
    new LimitExceededError(limit, options.limits[limit], `${document.file}:${document.line}`);
  const composed = composeTree(document.text, options.limits);
  if (composed.isErr()) {
    const refusal = composed.error;
    return err(
      "exceeded" in refusal ? exceeds(refusal.exceeded) : yamlErrorAt(document, refusal.offset, refusal.message),
    );
  }
  const tree = composed.value;
  const tab = firstOutside(tree, tabIndents(document.text));
  if (tab !== undefined)
    return err(
      yamlErrorAt(document, tab, "kubectl and kustomize refuse a line that is indented with a tab; use spaces"),
    );

  const reader = new TreeReader(document, options);
  const value = reader.read(tree.contents);
  if (reader.exceeded !== undefined) return err(exceeds(reader.exceeded));
  if (reader.problem !== undefined) return err(yamlErrorAt(document, reader.problem.offset, reader.problem.message));
  return ok({ value, findings: reader.findings });
}

/** Finds the first offset that lies neither between quotes, nor in a block scalar, nor in a flow collection. */
function firstOutside(tree: Document.Parsed, offsets: readonly number[]): number | undefined {
  if (offsets.length === 0) return undefined;
  const ranges: Range[] = [];
  visit(tree, {
    Node(_key, node) {
      const encloses = isScalar(node) ? node.type !== "PLAIN" : isCollection(node) && node.flow === true;
      if (!encloses || !node.range) return undefined;
      ranges.push(node.range);
      return visit.SKIP;
    },
  });
  // Offsets and ranges both follow the text, so one pass is enough.
  let next = 0;
  return offsets.find((offset) => {
    while ((ranges[next]?.[1] ?? Number.POSITIVE_INFINITY) <= offset) next++;
    return offset < (ranges[next]?.[0] ?? Number.POSITIVE_INFINITY);
  });
}
