import type { Diagnostic } from "../diagnostic.ts";
import type { IsClusterScoped } from "../resource/scope.ts";
import { formatResourceId } from "../resource/resource.ts";
import type { ImageReference } from "../transforms/image-reference.ts";
import type { Manifest } from "../tree/manifest.ts";
import type { Finding } from "./finding.ts";
import { findFluxSubstitutions } from "./flux-substitution.ts";
import type { GuardAction, GuardOptions } from "./guard-options.ts";
import { findMutableImages } from "./mutable-image.ts";
import { findForeignNamespaces, findMissingNamespaces } from "./namespaces.ts";
import { findPlaintextSecrets } from "./plaintext-secret.ts";
import { findUnresolvedPlaceholders } from "./unresolved-placeholder.ts";

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

/** Asks every guard, and gives each finding the severity that the options set for its guard. */
export function checkGuards(input: GuardInput, options: GuardOptions): readonly Diagnostic[] {
  const { namespace, isClusterScoped } = input;
  const perManifest = (
    action: GuardAction | undefined,
    find: (manifest: Manifest) => readonly Finding[],
  ): readonly Diagnostic[] =>
    input.manifests.flatMap((manifest) => {
      const place = { origin: manifest.origin, resource: formatResourceId(manifest.id) };
      return withSeverity(
        action,
        find(manifest).map((finding) => ({ ...finding, ...place })),
      );
    });

  return [
    ...withSeverity(options.emptyRender, emptyRender(input.manifests)),
    ...withSeverity(options.unmatchedImage, input.unmatchedImages.map(unmatchedImage)),
    ...perManifest(options.mutableImage, findMutableImages),
    ...perManifest(options.plaintextSecret, findPlaintextSecrets),
    ...perManifest(options.unresolvedPlaceholder, findUnresolvedPlaceholders),
    ...perManifest(options.fluxSubstitution, findFluxSubstitutions),
    ...perManifest(options.foreignNamespace, (manifest) => findForeignNamespaces(manifest, namespace, isClusterScoped)),
    ...perManifest("warn", (manifest) => findMissingNamespaces(manifest, namespace, isClusterScoped)),
  ];
}

function emptyRender(manifests: readonly Manifest[]): readonly Finding[] {
  if (manifests.length > 0) return [];
  const message =
    "the templates hold no object; with prune, Flux would delete the app. Check the path of the templates";
  return [{ code: "render/empty", message }];
}

function unmatchedImage(image: ImageReference): Finding {
  const message = `no container uses the image ${image.name}: write "${image.name}" or its repository in a template`;
  return { code: "image/unmatched", message };
}

function withSeverity(
  action: GuardAction | undefined,
  findings: readonly Omit<Diagnostic, "severity">[],
): readonly Diagnostic[] {
  if (action === "allow") return [];
  return findings.map((finding) => ({ severity: action === "warn" ? "warning" : "error", ...finding }));
}
