import type { Diagnostic } from "../diagnostic.ts";
import type { IsClusterScoped } from "../resource/scope.ts";
import type { ImageReference } from "../transforms/image-reference.ts";
import type { Manifest } from "../tree/manifest.ts";
import { checkRender } from "./check-render.ts";
import { checkResource } from "./check-resource.ts";
import type { GuardOptions } from "./guard-options.ts";

/** What the guards look at. */
export interface GuardInput {
  /** Manifests that would be written. */
  readonly manifests: readonly Manifest[];
  /** Images of the release that nothing uses. */
  readonly unmatchedImages: readonly ImageReference[];
  /** Namespace of the request. */
  readonly namespace: string | undefined;
  /** Scope of the kinds. */
  readonly isClusterScoped: IsClusterScoped;
}

/** Asks every guard, about the render as a whole and about each resource. */
export function checkGuards(input: GuardInput, options: GuardOptions): readonly Diagnostic[] {
  const { manifests, unmatchedImages, namespace, isClusterScoped } = input;
  const context = { app: "", environment: "", namespace, isClusterScoped };
  return [
    ...checkRender({ resourceCount: manifests.length, unmatchedImages }, options),
    ...manifests.flatMap((manifest) => checkResource(manifest, context, options)),
  ];
}
