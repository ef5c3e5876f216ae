import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { DocumentMemo } from "../cache/document-memo.ts";
import type { Diagnostic, Origin } from "../diagnostic.ts";
import type { LimitExceededError, YamlError } from "../errors.ts";
import { ResourceInvalidError } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { DocumentText, SourceText } from "../yaml/place.ts";
import { readDocument } from "../yaml/read-document.ts";
import { splitDocuments } from "../yaml/split-documents.ts";
import type { ScalarOptions } from "../yaml/tree-reader.ts";
import type { Resource } from "./resource.ts";
import { isSealedText } from "./sops.ts";

/** A resource and where it was written. */
export interface LocatedResource {
  /** The resource. */
  readonly resource: Resource;
  /** Where its document starts. */
  readonly origin: Origin;
  /** Text of the document when SOPS has encrypted it: any change would break its signature. */
  readonly sealedText?: string;
}

/** The resources of a file. */
export interface ReadResources {
  /** Resources in the order of the file; the items of lists stand for the list. */
  readonly resources: readonly LocatedResource[];
  /** Scalars that kubectl or Helm would read in another way than Flux. */
  readonly findings: readonly Diagnostic[];
}

/** How the resources of a file are read. */
export interface ReadOptions extends ScalarOptions {
  /** Tells whether {@link ScalarOptions.substitute} could change anything in a text. Default: it always could. */
  readonly maySubstitute?: ((text: string) => boolean) | undefined;
  /** Documents that were read before. Default none. */
  readonly memo?: DocumentMemo | undefined;
}

/** Reads the resources of one file. Documents that SOPS has encrypted are read as they are, without substitution. */
export function readResources(
  source: SourceText,
  options: ReadOptions,
): Result<ReadResources, LimitExceededError | ResourceInvalidError | YamlError> {
  const documents = splitDocuments(source, options.limits);
  if (documents.isErr()) return err(documents.error);
  const resources: LocatedResource[] = [];
  const findings: Diagnostic[] = [];
  for (const document of documents.value) {
    const mayBeSealed = isSealedText(document.text);
    const isFixed = mayBeSealed || !mayChange(document.text, options);
    const known = isFixed && !mayBeSealed ? options.memo?.read(document.text) : undefined;
    if (known !== undefined) {
      const origin = { file: document.file, line: document.line };
      for (const resource of known) resources.push({ resource, origin });
      continue;
    }
    let read = readDocument(document, isFixed ? { ...options, substitute: undefined } : options);
    if (read.isErr()) return err(read.error);
    if (read.value.value === null) continue;
    const sealed = mayBeSealed && hasSopsMetadata(read.value.value);
    if (mayBeSealed && !sealed && options.substitute !== undefined) {
      read = readDocument(document, options);
      if (read.isErr()) return err(read.error);
    }
    const located = locate(read.value.value, document, sealed);
    if (located.isErr()) return err(located.error);
    resources.push(...located.value);
    findings.push(...read.value.findings);
    if (isFixed && !mayBeSealed && read.value.findings.length === 0) {
      options.memo?.keep(
        document.text,
        located.value.map(({ resource }) => resource),
      );
    }
  }
  return ok({ resources, findings });
}

function hasSopsMetadata(value: JsonValue): boolean {
  return isJsonObject(value) && isJsonObject(value["sops"]);
}

/** An escape may hide a placeholder. */
function mayChange(text: string, { substitute, maySubstitute }: ReadOptions): boolean {
  return substitute !== undefined && (maySubstitute === undefined || maySubstitute(text) || text.includes("\\"));
}

function locate(
  value: JsonValue,
  document: DocumentText,
  sealed: boolean,
): Result<readonly LocatedResource[], ResourceInvalidError> {
  const origin = { file: document.file, line: document.line };
  return toResources(value)
    .mapErr((problem) => new ResourceInvalidError(problem, origin))
    .map((resources) =>
      resources.map((resource) =>
        sealed && resource === value
          ? { resource, origin, sealedText: `${document.text.trimEnd()}\n` }
          : { resource, origin },
      ),
    );
}

/** Takes a document for the resources that it holds, one or the items of a list, or says why it holds none. */
export function toResources(value: JsonValue): Result<readonly Resource[], string> {
  const objects = explode(value);
  const problem = objects.map(problemOf).find((found) => found !== undefined);
  return problem === undefined ? ok(objects as readonly Resource[]) : err(problem);
}

/**
 * Takes the items out of a list, as kustomize does with every kind whose name ends with `List`.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/master/api/resource/factory.go
 */
function explode(value: JsonValue): readonly JsonValue[] {
  if (!isJsonObject(value) || typeof value["kind"] !== "string" || !value["kind"].endsWith("List")) return [value];
  const items = value["items"];
  return Array.isArray(items) ? (items as readonly JsonValue[]).flatMap(explode) : [value];
}

function problemOf(value: JsonValue): string | undefined {
  if (!isJsonObject(value)) return "the document is not a Kubernetes object: it is not a map";
  const { apiVersion, kind, metadata } = value;
  if (!isText(apiVersion)) return "the document is not a Kubernetes object: apiVersion must be a string";
  if (!isText(kind)) return "the document is not a Kubernetes object: kind must be a string";
  const subject = `${kind} (${apiVersion})`;
  if (apiVersion.startsWith("kustomize.config.k8s.io/")) {
    return `${subject} is the input of kustomize, not an object of the cluster: render the folder with kustomize`;
  }
  if (!isJsonObject(metadata)) return `${subject}: metadata must be a map`;
  return nameProblem(subject, metadata);
}

function nameProblem(subject: string, metadata: JsonObject): string | undefined {
  if (!isText(metadata["name"])) {
    return "generateName" in metadata
      ? `${subject}: an object with generateName is a new one each time that it is applied; give it a name`
      : `${subject}: metadata.name must be a string that is not empty`;
  }
  const namespace = metadata["namespace"];
  if (namespace === undefined || namespace === null || typeof namespace === "string") return undefined;
  return `${subject} ${metadata["name"]}: metadata.namespace must be a string`;
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value !== "";
}
