import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { LocatedResource } from "../resource/read-resources.ts";
import type { Resource, ResourceId } from "../resource/resource.ts";
import { formatResourceId, resourceIdOf } from "../resource/resource.ts";
import { compileLabelSelector } from "./label-selector.ts";
import type { Patch, PatchTarget } from "./patch.ts";
import { nameOfPatch } from "./patch-name.ts";
import { compileTextPattern } from "./text-pattern.ts";

/** Finds the resources of a patch. */
export interface TargetMatch {
  /** Tells whether a resource is meant. */
  readonly matches: (located: LocatedResource) => boolean;
  /** What is looked for, for messages: `Deployment.apps shop/cart`. */
  readonly wanted: string;
  /** Whether at most one resource can be meant. */
  readonly isOne: boolean;
}

const PATTERNS = ["group", "version", "kind", "namespace", "name"] as const;

/**
 * Compiles what a patch is for.
 *
 * `namespace` is the namespace that objects without one will get; a patch that names it finds them.
 */
export function compileTarget(patch: Patch, namespace: string | undefined): Result<TargetMatch, string> {
  if (patch.target !== undefined) return compileSelector(patch.target, namespace);
  if (patch.type === "json6902") return err("a JSON Patch needs a target");
  return nameOfPatch(patch.patch).map((wanted) => ({
    // Most resources differ by their name; only the others are worth an id.
    matches: ({ resource }) =>
      resource.metadata.name === wanted.name && isSame(resourceIdOf(resource), wanted, namespace),
    wanted: formatResourceId(wanted),
    isOne: true,
  }));
}

function isSame(id: ResourceId, wanted: ResourceId, namespace: string | undefined): boolean {
  if (id.kind !== wanted.kind || id.group !== wanted.group) return false;
  return wanted.namespace === undefined || (id.namespace ?? namespace) === wanted.namespace;
}

function compileSelector(target: PatchTarget, namespace: string | undefined): Result<TargetMatch, string> {
  const tests: ((located: LocatedResource) => boolean)[] = [];
  for (const field of PATTERNS) {
    const pattern = target[field];
    if (pattern === undefined) continue;
    const compiled = compileTextPattern(pattern);
    if (compiled.isErr()) return err(`target.${field}: ${compiled.error}`);
    tests.push(({ resource }) => compiled.value(partOf(resource, field, namespace)));
  }
  if (target.labelSelector !== undefined) {
    const compiled = compileLabelSelector(target.labelSelector);
    if (compiled.isErr()) return err(`target.labelSelector: ${compiled.error}`);
    tests.push(({ resource }) => compiled.value(resource.metadata["labels"]));
  }
  if (tests.length === 0) return err("the target is empty and would match every object; name a kind at least");
  const matches = (located: LocatedResource): boolean => tests.every((test) => test(located));
  return ok({ matches, wanted: `the target ${JSON.stringify(target)}`, isOne: false });
}

function partOf(resource: Resource, part: (typeof PATTERNS)[number], namespace = ""): string {
  switch (part) {
    case "kind":
      return resource.kind;
    case "name":
      return resource.metadata.name;
    case "namespace":
      return resourceIdOf(resource).namespace ?? namespace;
    case "group":
      return resourceIdOf(resource).group;
    case "version":
      return resource.apiVersion.slice(resource.apiVersion.indexOf("/") + 1);
  }
}
