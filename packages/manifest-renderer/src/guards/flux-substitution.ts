import { isJsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import type { WrittenResource } from "../tree/manifest.ts";
import { findText } from "./find-text.ts";
import type { Finding } from "../diagnostic.ts";
import { fluxProblem } from "./flux-expression.ts";

const SUBSTITUTE = "kustomize.toolkit.fluxcd.io/substitute";

/**
 * Finds `${...}` that Flux would replace when its Kustomization has `postBuild` substitution.
 *
 * Flux then puts in the empty string or fails, depending on its version, unless the object opts out.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 */
export function findFluxSubstitutions(
  { id, resource, text }: WrittenResource,
  variables: readonly string[] | undefined,
): readonly Finding[] {
  if (!text.includes("${") && (variables === undefined || !text.includes("$$"))) return [];
  if (optsOut(resource)) return [];
  const remedy =
    variables === undefined
      ? `annotate the object with ${SUBSTITUTE}: disabled, or name what Flux shall replace in fluxVariables`
      : `name the variable in fluxVariables, or annotate the object with ${SUBSTITUTE}: disabled`;
  return findText(resource, (field) => fluxProblem(field, variables)).map(({ path, text: problem }) => {
    const shown = id.kind === "Secret" ? "Flux may replace a part of this text" : problem;
    return { code: "flux/substitution", path, message: `${shown}; ${remedy}` };
  });
}

function optsOut(resource: Resource): boolean {
  return ["labels", "annotations"].some((field) => {
    const marks = resource.metadata[field];
    return isJsonObject(marks) && marks[SUBSTITUTE] === "disabled";
  });
}
