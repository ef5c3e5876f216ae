import { isJsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import type { Manifest } from "../tree/manifest.ts";
import { findText } from "./find-text.ts";
import type { Finding } from "./finding.ts";

const SUBSTITUTE = "kustomize.toolkit.fluxcd.io/substitute";
const VARIABLE = /\$\{[^}\n]{0,80}\}?/;

/**
 * Finds `${...}` that Flux would replace when its Kustomization has `postBuild` substitution.
 *
 * Flux then puts in the empty string or fails, depending on its version, unless the object opts out.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 */
export function findFluxSubstitutions(manifest: Manifest): readonly Finding[] {
  if (!manifest.text.includes("${") || optsOut(manifest.resource)) return [];
  return findText(manifest.resource, VARIABLE).map(({ path, text }) => {
    const message = `Flux may replace ${text}; annotate the object with ${SUBSTITUTE}: disabled`;
    return { code: "flux/substitution", path, message };
  });
}

function optsOut(resource: Resource): boolean {
  return ["labels", "annotations"].some((field) => {
    const marks = resource.metadata[field];
    return isJsonObject(marks) && marks[SUBSTITUTE] === "disabled";
  });
}
