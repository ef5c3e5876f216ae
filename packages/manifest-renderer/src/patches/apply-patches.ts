import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import { withDefaultLimits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { Resource } from "../resource/resource.ts";
import { formatResourceId, resourceIdOf } from "../resource/resource.ts";
import { PatchInvalidError } from "./errors.ts";
import { jsonMergePatch } from "./json-merge-patch.ts";
import { jsonPatch } from "./json-patch.ts";
import type { TargetMatch } from "./match-target.ts";
import { compileTarget } from "./match-target.ts";
import { isBuiltInGroup } from "./merge-rules.ts";
import { nearMisses } from "./near-misses.ts";
import type { Patch } from "./patch.ts";
import { withoutName } from "./patch-name.ts";
import { strategicMerge } from "./strategic-merge.ts";

/** Settings of {@link applyPatches}. */
export interface ApplyPatchesOptions {
  /** Namespace that objects without one will get, so that a patch may name it. Default none. */
  readonly namespace?: string | undefined;
  /** Limits that differ from the defaults: `maxDepth` and `maxValues` hold for what a JSON Patch makes. */
  readonly limits?: Partial<Limits>;
}

/**
 * Applies patches to resources, one after the other, each to what those before it made.
 *
 * A resource that no patch matches is the same object in the answer. A strategic patch that ends in `$patch: delete`
 * takes the resource away. The patched object must stay the object that it was: same group, kind and name.
 *
 * @returns the resources in their order, or `PATCH_INVALID` for a patch that matches nothing, that cannot be applied,
 * or that would change a document encrypted with SOPS.
 */
export function applyPatches(
  resources: readonly LocatedResource[],
  patches: readonly Patch[],
  options: ApplyPatchesOptions = {},
): Result<readonly LocatedResource[], PatchInvalidError> {
  const limits = withDefaultLimits(options.limits);
  let patched = resources;
  for (const [index, patch] of patches.entries()) {
    const source = patch.source ?? `patch ${index + 1}`;
    const next = compileTarget(patch, options.namespace).andThen((target) =>
      applyPatch(patched, patch, target, limits),
    );
    if (next.isErr()) return err(new PatchInvalidError(source, next.error));
    patched = next.value;
  }
  return ok(patched);
}

function applyPatch(
  resources: readonly LocatedResource[],
  patch: Patch,
  { matches, wanted, isOne }: TargetMatch,
  limits: Limits,
): Result<readonly LocatedResource[], string> {
  const places = placesOf(resources, matches);
  if (places.length === 0) return err(`no object matches ${wanted}${nearMisses(resources, patch)}`);
  if (isOne && places.length > 1) {
    const names = resources.filter(matches).map(({ resource }) => formatResourceId(resourceIdOf(resource)));
    return err(`${wanted} stands for ${names.join(" and ")}: add metadata.namespace to the patch`);
  }
  const patched = [...resources];
  let removed = 0;
  for (const place of places) {
    const located = patched[place - removed];
    if (located === undefined) continue;
    const result = patchOne(located, patch, limits);
    if (result.isErr()) return err(`${formatResourceId(resourceIdOf(located.resource))}: ${result.error}`);
    if (result.value !== undefined) patched[place - removed] = result.value;
    else patched.splice(place - removed++, 1);
  }
  return ok(patched);
}

function placesOf(resources: readonly LocatedResource[], matches: TargetMatch["matches"]): readonly number[] {
  const places: number[] = [];
  for (const [place, located] of resources.entries()) if (matches(located)) places.push(place);
  return places;
}

function patchOne(located: LocatedResource, patch: Patch, limits: Limits): Result<LocatedResource | undefined, string> {
  if (located.sealedText !== undefined) {
    return err("the document is encrypted with SOPS and cannot be patched; patch it before it is encrypted");
  }
  return patchResource(located.resource, patch, limits).andThen(
    (value): Result<LocatedResource | undefined, string> => {
      if (value === undefined) return ok(undefined);
      if (!isResource(value)) return err("the patched object lacks apiVersion, kind or metadata.name");
      const [before, after] = [resourceIdOf(located.resource), resourceIdOf(value)];
      if (before.group === after.group && before.kind === after.kind && before.name === after.name) {
        return ok({ ...located, resource: value });
      }
      return err(
        `the patch would make it ${formatResourceId(after)}; a patch changes an object, not which object it is`,
      );
    },
  );
}

function patchResource(resource: Resource, patch: Patch, limits: Limits): Result<JsonValue | undefined, string> {
  if (patch.type === "json6902") return jsonPatch(resource, patch.operations, limits);
  const body = withoutName(patch.patch);
  if (patch.type === "merge") return ok(jsonMergePatch(resource, body));
  if (isBuiltInGroup(resourceIdOf(resource).group)) return strategicMerge(resource, body, resource.kind);
  return err(
    "its kind is not built into Kubernetes, so nothing says how its lists merge; use a patch of type merge or json6902",
  );
}

function isResource(value: JsonValue): value is Resource {
  if (!isJsonObject(value) || !isJsonObject(value["metadata"])) return false;
  const { apiVersion, kind, metadata } = value;
  const { name, namespace } = metadata;
  return [apiVersion, kind, name].every(isText) && (namespace === undefined || namespace === null || isText(namespace));
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === "string" && value !== "";
}
