import type { Diagnostic, Finding } from "../diagnostic.ts";
import { formatResourceId } from "../resource/resource.ts";
import type { IsClusterScoped } from "../resource/scope.ts";
import type { SchemaPack } from "../schema/schema-pack.ts";
import { validateResource } from "../schema/validate-resource.ts";
import type { ImageFields } from "../transforms/image-path.ts";
import type { WrittenResource } from "../tree/manifest.ts";
import { applyGuardOptions, withAction } from "./apply-guard-options.ts";
import { findFluxSubstitutions } from "./flux-substitution.ts";
import type { GuardName, GuardOptions } from "./guard-options.ts";
import { actionOf } from "./guard-options.ts";
import { findHelmHooks } from "./helm-hook.ts";
import { findMutableImages } from "./mutable-image.ts";
import { findForeignNamespaces, findMissingNamespaces } from "./namespaces.ts";
import { findPlaintextSecrets } from "./plaintext-secret.ts";
import type { Policy, PolicyContext } from "./policy.ts";
import { checkPolicies } from "./policy.ts";
import { findUnresolvedPlaceholders } from "./unresolved-placeholder.ts";

/** What the guards know about a resource beside its manifest. */
export interface ResourceContext extends PolicyContext {
  /** Namespace of the request. */
  readonly namespace: string | undefined;
  /** Scope of the kinds. */
  readonly isClusterScoped: IsClusterScoped;
  /** Declared fields of images. Default: those of containers alone. */
  readonly imageFields?: ImageFields | undefined;
  /** Schemas that resources are held to. Default: none, and no `schema/...` findings. */
  readonly schemas?: SchemaPack | undefined;
  /** Rules of the team. Default none. */
  readonly policies?: readonly Policy[] | undefined;
}

interface Guard {
  readonly name: GuardName;
  readonly find: (manifest: WrittenResource, context: ResourceContext, options: GuardOptions) => readonly Finding[];
}

const NONE: readonly Diagnostic[] = [];

const GUARDS: readonly Guard[] = [
  { name: "mutableImage", find: (manifest, { imageFields }) => findMutableImages(manifest, imageFields) },
  { name: "plaintextSecret", find: findPlaintextSecrets },
  { name: "unresolvedPlaceholder", find: findUnresolvedPlaceholders },
  {
    name: "fluxSubstitution",
    find: (manifest, _context, { fluxVariables }) => findFluxSubstitutions(manifest, fluxVariables),
  },
  {
    name: "foreignNamespace",
    find: (manifest, { namespace, isClusterScoped }) => findForeignNamespaces(manifest, namespace, isClusterScoped),
  },
  {
    name: "missingNamespace",
    find: (manifest, { namespace, isClusterScoped }) => findMissingNamespaces(manifest, namespace, isClusterScoped),
  },
  { name: "helmHook", find: findHelmHooks },
];

/**
 * Asks every guard, the schemas and the policies about one resource.
 *
 * The answer depends on nothing but the arguments, so that it can be kept as long as they are the same.
 */
export function checkResource(
  manifest: WrittenResource,
  context: ResourceContext,
  options: GuardOptions,
): readonly Diagnostic[] {
  const findings: Omit<Diagnostic, "origin" | "resource">[] = [];
  for (const { name, find } of GUARDS) {
    const action = actionOf(name, options);
    if (action !== "allow") findings.push(...withAction(find(manifest, context, options), action));
  }
  if (context.schemas !== undefined) {
    const invalid = validateResource(manifest.resource, context.schemas);
    findings.push(...applyGuardOptions(invalid.map(asError), options));
  }
  if (context.policies !== undefined) {
    findings.push(...checkPolicies(manifest.resource, context.policies, context, options));
  }
  if (findings.length === 0) return NONE;
  const place = { origin: manifest.origin, resource: formatResourceId(manifest.id) };
  return findings.map((finding) => ({ ...finding, message: oneLine(finding.message), ...place }));
}

/** Messages quote texts of templates, and become lines of logs and pull requests. */
function oneLine(message: string): string {
  return message.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}

function asError(finding: Finding): Diagnostic {
  return { severity: "error", ...finding };
}
