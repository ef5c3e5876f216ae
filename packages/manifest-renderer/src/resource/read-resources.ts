import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

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

/** A resource and where it was written. */
export interface LocatedResource {
  /** The resource. */
  readonly resource: Resource;
  /** Where its document starts. */
  readonly origin: Origin;
  /** Text of the document, as its file has it, when SOPS has encrypted it: any change would break its signature. */
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
  readonly memo?: KnownDocuments | undefined;
}

/** Remembers the resources of documents by their text. */
export interface KnownDocuments {
  /** Gives the resources of a document that was read before. */
  read(text: string): readonly Resource[] | undefined;
  /** Keeps the resources of a document. */
  keep(text: string, resources: readonly Resource[]): void;
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
    const isFixed = !mayChange(document.text, options);
    const known = isFixed ? options.memo?.read(document.text) : undefined;
    if (known !== undefined) {
      const origin = { file: document.file, line: document.line };
      for (const resource of known) resources.push({ resource, origin });
      continue;
    }
    const sealed = readSealedDocument(document, options);
    const read = sealed ?? readDocument(document, isFixed ? { ...options, substitute: undefined } : options);
    if (read.isErr()) return err(read.error);
    if (read.value.value === null) continue;
    const located = locate(read.value.value, document, sealed !== undefined);
    if (located.isErr()) return err(located.error);
    resources.push(...located.value);
    findings.push(...read.value.findings);
    if (isFixed && sealed === undefined && read.value.findings.length === 0) {
      options.memo?.keep(
        document.text,
        located.value.map(({ resource }) => resource),
      );
    }
  }
  return ok({ resources, findings });
}

/** An escape may hide a placeholder. */
function mayChange(text: string, { substitute, maySubstitute }: ReadOptions): boolean {
  return substitute !== undefined && (maySubstitute === undefined || maySubstitute(text) || text.includes("\\"));
}

/** Reads a document that SOPS has encrypted, without substitution; gives undefined for every other document. */
function readSealedDocument(
  document: DocumentText,
  options: ScalarOptions,
): ReturnType<typeof readDocument> | undefined {
  // Only the data tells where the word stands; few documents hold it at all.
  if (!document.text.includes("sops")) return undefined;
  const read = readDocument(document, { ...options, substitute: undefined });
  const isSealed = read.isOk() && isJsonObject(read.value.value) && isSopsMetadata(read.value.value["sops"]);
  return isSealed ? read : undefined;
}

/**
 * Tells whether a field named `sops` marks an encrypted object, by the rule of Flux.
 *
 * @see https://github.com/fluxcd/kustomize-controller/blob/main/internal/decryptor/decryptor.go
 */
function isSopsMetadata(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

function locate(
  value: JsonValue,
  document: DocumentText,
  sealed: boolean,
): Result<readonly LocatedResource[], ResourceInvalidError> {
  const origin = { file: document.file, line: document.line };
  const sealedText = sealed ? asWritten(document) : undefined;
  return toResources(value)
    .andThen((resources) => {
      const problem = "SOPS has encrypted this list as a whole: encrypt each of its objects as a document of its own";
      return sealed && resources[0] !== value ? err(problem) : ok(resources);
    })
    .mapErr((problem) => new ResourceInvalidError(problem, origin))
    .map((resources) =>
      resources.map((resource) => (sealedText === undefined ? { resource, origin } : { resource, origin, sealedText })),
    );
}

/** Takes a document for the resources that it holds, one or the items of a list, or says why it holds none. */
export function toResources(value: JsonValue): Result<readonly Resource[], string> {
  const objects = explode(value);
  const problem = objects.map(problemOf).find((found) => found !== undefined);
  return problem === undefined ? ok(objects as readonly Resource[]) : err(problem);
}

/** Text of a document with the line ends and blanks of its file; SOPS has to find each value as it was encrypted. */
function asWritten({ text, original = text }: DocumentText): string {
  return original.endsWith("\n") ? original : `${original}\n`;
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
