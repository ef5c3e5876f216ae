import { err, ok, Result } from "neverthrow";

import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";
import { compileTarget } from "./match-target.ts";
import { isBuiltInGroup } from "./merge-rules.ts";
import { parseOperation } from "./parse-operation.ts";
import type { Patch, PatchTarget } from "./patch.ts";
import { nameOfPatch } from "./patch-name.ts";

const TYPES = ["strategic", "merge", "json6902"] as const;
const TARGET_FIELDS = new Set(["group", "version", "kind", "namespace", "name", "labelSelector"]);
const FORMS = "write an object with apiVersion, kind and metadata.name, or a target with strategic, merge or json6902";

/** Reads one document as a patch, or says why it is none. */
export function parsePatch(value: JsonValue, source: string): Result<Patch, string> {
  if (Array.isArray(value)) return err("a list of operations needs a target: write `target: {…}` and `json6902: […]`");
  if (!isJsonObject(value)) return err(`the document is no patch: ${FORMS}`);
  const { kind } = value;
  const patch = typeof kind === "string" ? parseSnippet(value, source) : parseTargeted(value, source);
  // Compiles the target only to find what is wrong with it here, where the line is known.
  return patch.andThen((parsed) => compileTarget(parsed, undefined).map(() => parsed));
}

function parseSnippet(patch: JsonObject, source: string): Result<Patch, string> {
  if (Object.hasOwn(patch, "sops")) return err("the patch is encrypted with SOPS and cannot be read; decrypt it");
  return nameOfPatch(patch).andThen((id): Result<Patch, string> => {
    if (id.group === "kustomize.config.k8s.io") {
      return err("this is the input of kustomize; write each of its patches as a document with a target");
    }
    if (id.kind.endsWith("List") && Array.isArray(patch["items"])) {
      return err(`${id.kind}: write each object as a document of its own`);
    }
    return ok({ type: isBuiltInGroup(id.group) ? "strategic" : "merge", patch, source });
  });
}

function parseTargeted(document: JsonObject, source: string): Result<Patch, string> {
  const types = TYPES.filter((type) => Object.hasOwn(document, type));
  const [type] = types;
  const unknown = Object.keys(document).find((key) => key !== "target" && !TYPES.some((known) => known === key));
  if (unknown !== undefined) return err(`${JSON.stringify(unknown)} is no field of a patch: ${FORMS}`);
  if (type === undefined || types.length > 1) return err(`the document is no patch: ${FORMS}`);
  return parseTarget(ownField(document, "target")).andThen((target): Result<Patch, string> => {
    const body = ownField(document, type);
    if (type !== "json6902") {
      return isJsonObject(body) ? ok({ type, patch: body, target, source }) : err(`${type} must be a map`);
    }
    if (!Array.isArray(body)) return err("json6902 must be a list of operations");
    const operations = Result.combine((body as readonly JsonValue[]).map(parseOperation));
    return operations.map((parsed) => ({ type, operations: parsed, target, source }));
  });
}

function parseTarget(value: JsonValue | undefined): Result<PatchTarget, string> {
  if (!isJsonObject(value)) return err("target must be a map of kind, name and so on");
  for (const [field, text] of Object.entries(value)) {
    if (!TARGET_FIELDS.has(field)) {
      return err(`target.${field} is unknown; known are ${[...TARGET_FIELDS].join(", ")}`);
    }
    if (typeof text !== "string") return err(`target.${field} must be a string`);
  }
  return ok(value);
}
