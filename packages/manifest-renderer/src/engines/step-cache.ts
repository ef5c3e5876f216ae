import { createHash } from "node:crypto";

import { Result } from "neverthrow";

import type { EngineContext, EngineIdentity, EngineInput, EngineOutput, EngineStep } from "./engine.ts";
import type { FileSet } from "../file-set.ts";
import { hashFiles } from "../file-set.ts";
import { canonicalJson } from "../json-text.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";

/** Changes whenever an entry of an older version must not be read. */
const VERSION = 1;

/** What a step is made of. */
export interface StepRun {
  /** The step. */
  readonly step: EngineStep;
  /** Program that runs it. */
  readonly identity: EngineIdentity;
  /** What it gets. */
  readonly input: EngineInput;
  /** Limits that it runs under. */
  readonly context: EngineContext;
}

/** Key of what a step gives: a digest of everything that can change it. */
export function stepKey({ step, identity, input, context }: StepRun): string {
  const { files, resources, app, environment, namespace, values, images } = input;
  const hash = createHash("sha256").update(`step ${VERSION}\n`);
  hash.update(canonicalJson(step as JsonObject));
  hash.update(canonicalJson({ version: identity.version, digest: identity.digest ?? null }));
  hash.update(canonicalJson({ app, environment, namespace: namespace ?? null, values }));
  hash.update(canonicalJson(images.map(({ name, reference }) => ({ name, reference }))));
  hash.update(canonicalJson({ ...context.limits }));
  hashFiles(hash, files);
  for (const { resource, origin, sealedText } of resources) {
    hash.update(`\n${canonicalJson(resource)} ${origin.file}:${origin.line} ${JSON.stringify(sealedText ?? null)}`);
  }
  return `step/${hash.digest("hex")}`;
}

interface Entry {
  /** Undefined when the step leaves the files alone. */
  readonly files: readonly (readonly [path: string, text: string | undefined, base64: string | undefined])[] | null;
  readonly resources: EngineOutput["resources"];
  readonly findings: EngineOutput["findings"];
}

/** Writes what a step gave. */
export function encodeOutput(output: EngineOutput, input: EngineInput): string {
  const files = output.files === input.files ? null : [...output.files].map(fileEntry);
  const entry: Entry = { files, resources: output.resources, findings: output.findings };
  return toJson(entry);
}

/** Reads what {@link encodeOutput} wrote; undefined for a text that it did not write. */
export function decodeOutput(text: string, input: EngineInput): EngineOutput | undefined {
  const read = fromJson(text);
  if (read.isErr() || !isEntry(read.value)) return undefined;
  const { files, resources, findings } = read.value;
  return { files: files === null ? input.files : decodeFiles(files), resources, findings };
}

/** Key of the map that stands for an integer beyond 2^53. */
const INTEGER = "integer of 64 bits";

const fromJson = Result.fromThrowable(
  (text: string) =>
    JSON.parse(text, (_key, value: unknown) => {
      const digits =
        typeof value === "object" && value !== null ? (value as Record<string, unknown>)[INTEGER] : undefined;
      return typeof digits === "string" ? BigInt(digits) : value;
    }) as unknown,
);

function toJson(entry: Entry): string {
  return JSON.stringify(entry, (_key, value: unknown) =>
    typeof value === "bigint" ? { [INTEGER]: String(value) } : value,
  );
}

/** What is no entry is a miss: a store may hold anything. */
function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { files, resources, findings } = value as Partial<Record<keyof Entry, unknown>>;
  return (
    (files === null || (Array.isArray(files) && files.every(Array.isArray))) &&
    Array.isArray(findings) &&
    Array.isArray(resources) &&
    (resources as readonly JsonValue[]).every(isLocated)
  );
}

function isLocated(value: JsonValue): boolean {
  if (!isJsonObject(value) || !isJsonObject(value["resource"]) || !isJsonObject(value["origin"])) return false;
  const { metadata } = value["resource"];
  return isJsonObject(metadata) && typeof metadata["name"] === "string" && typeof value["origin"]["file"] === "string";
}

function fileEntry([path, content]: readonly [string, string | Uint8Array]): NonNullable<Entry["files"]>[number] {
  return typeof content === "string"
    ? [path, content, undefined]
    : [path, undefined, Buffer.from(content).toString("base64")];
}

function decodeFiles(files: NonNullable<Entry["files"]>): FileSet {
  return new Map(files.map(([path, text, base64]) => [path, text ?? Buffer.from(base64 ?? "", "base64")]));
}
