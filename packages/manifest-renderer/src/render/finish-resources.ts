import { ok, safeTry } from "neverthrow";
import type { ResultAsync } from "neverthrow";

import type { DocumentMemo } from "../cache/document-memo.ts";
import { identityOf } from "../cache/identity.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { RenderError } from "../errors.ts";
import type { ResourceContext } from "../guards/check-resource.ts";
import { checkResource } from "../guards/check-resource.ts";
import { canonicalJson } from "../json-text.ts";
import type { JsonValue } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { Resource } from "../resource/resource.ts";
import { clusterScopedKinds, createScope } from "../resource/scope.ts";
import type { SchemaPack } from "../schema/schema-pack.ts";
import { combineSchemas } from "../schema/schema-pack.ts";
import { schemasOf } from "../schema/schemas-of.ts";
import { checkLeaks } from "../secrets/check-leaks.ts";
import type { FindSecrets } from "../secrets/find-secret-texts.ts";
import type { ImageFields } from "../transforms/image-path.ts";
import type { WrittenResource } from "../tree/manifest.ts";
import type { RenderRequest } from "./render-request.ts";
import { sealSecrets } from "./seal-secrets.ts";
import { createTransform } from "./transform-resource.ts";
import { writeResource } from "./write-resource.ts";

/** What the steps behind the chain share. */
export interface FinishContext {
  /** All limits. */
  readonly limits: Limits;
  /** Finds the secrets of the request. */
  readonly findSecrets: FindSecrets;
  /** Declared fields of images, if any. */
  readonly imageFields: ImageFields | undefined;
  /** What was made of the same resources before, if that is kept. */
  readonly memo: DocumentMemo | undefined;
}

/** Resources as they go into the tree. */
export interface FinishedResources {
  /** The resources, in their order. */
  readonly written: readonly WrittenResource[];
  /** Names of the images of the release that they use. */
  readonly matched: ReadonlySet<string>;
  /** What transforms and guards found in them. */
  readonly findings: readonly Diagnostic[];
}

/** A resource that nobody had anything against. */
type Clean = Pick<WrittenResource, "id" | "text" | "digest">;

/** Puts into each resource what the request has for it, has its secrets sealed, writes it, and asks the guards. */
export function finishResources(
  resources: readonly LocatedResource[],
  request: RenderRequest,
  { limits, findSecrets, imageFields, memo }: FinishContext,
): ResultAsync<FinishedResources, RenderError> {
  const objects = resources.map(({ resource }) => resource);
  const clusterScoped = [...(request.clusterScopedKinds ?? []), ...clusterScopedKinds(objects)];
  const isClusterScoped = createScope(clusterScoped);
  const schemas = request.schemas === undefined ? undefined : withDefinitions(request.schemas, objects);
  const { app, environment, namespace, policies, guards = {} } = request;
  const context: ResourceContext = { app, environment, namespace, isClusterScoped, schemas, policies, imageFields };
  const settings = memo === undefined ? "" : settingsKey(request, limits, { clusterScoped, schemas });

  return safeTry<FinishedResources, RenderError>(async function* () {
    const { transformed, matched, findings } = transformAll(
      resources,
      createTransform(request, isClusterScoped, imageFields),
      memo?.made(`transform ${settings}`),
    );
    const sealed = yield* sealSecrets(transformed, request.sealer, limits);
    findings.push(...checkLeaks(sealed, findSecrets));

    const known = memo?.made<Clean>(`write ${settings}`);
    const written: WrittenResource[] = [];
    for (const located of sealed) {
      const clean = located.sealedText === undefined ? known?.get(located.resource) : undefined;
      if (clean !== undefined) {
        written.push({ ...located, ...clean });
        continue;
      }
      const made = yield* writeResource(located, limits);
      const found = checkResource(made, context, guards);
      findings.push(...found);
      written.push(made);
      const { id, text, digest } = made;
      if (found.length === 0 && located.sealedText === undefined) known?.set(located.resource, { id, text, digest });
    }
    return ok({ written, matched, findings });
  });
}

interface Transformed {
  readonly transformed: LocatedResource[];
  readonly matched: Set<string>;
  readonly findings: Diagnostic[];
}

/** A resource as it was before, and the images that it uses. */
interface KnownTransform {
  readonly resource: Resource;
  readonly matched: readonly string[];
}

function transformAll(
  resources: readonly LocatedResource[],
  transform: ReturnType<typeof createTransform>,
  known: WeakMap<Resource, KnownTransform> | undefined,
): Transformed {
  const all: Transformed = { transformed: [], matched: new Set(), findings: [] };
  for (const located of resources) {
    const before = located.sealedText === undefined ? known?.get(located.resource) : undefined;
    const made = before === undefined ? transform(located) : undefined;
    const matched = made?.matched ?? before?.matched ?? [];
    for (const name of matched) all.matched.add(name);
    all.transformed.push(made?.located ?? { ...located, resource: before?.resource ?? located.resource });
    if (made === undefined) continue;
    all.findings.push(...made.findings);
    if (made.findings.length === 0) known?.set(located.resource, { resource: made.located.resource, matched });
  }
  return all;
}

function withDefinitions(schemas: SchemaPack, resources: readonly Resource[]): SchemaPack {
  const definitions = resources.filter(({ kind }) => kind === "CustomResourceDefinition");
  return definitions.length === 0 ? schemas : combineSchemas(schemas, schemasOf(definitions));
}

/** Everything that can change what is made of a resource. */
function settingsKey(
  request: RenderRequest,
  limits: Limits,
  learned: { readonly clusterScoped: readonly string[]; readonly schemas: SchemaPack | undefined },
): string {
  const { app, environment, namespace, images, imagePaths, labels, annotations, guards, policies = [] } = request;
  const settings = {
    ...{ app, environment, namespace, images, imagePaths, labels, annotations, guards, limits },
    policies: policies.map(identityOf),
    schemas: learned.schemas?.fingerprint,
    clusterScoped: [...learned.clusterScoped].sort(),
  };
  return canonicalJson(settings as unknown as JsonValue);
}
