import type { JsonObject } from "../../json.ts";
import { findMisspelled } from "./references.ts";

/** What the kustomization of a folder of generators or transformers may hold: anything else could compute an address. */
const CONFIGURATION_FIELDS = new Set(["apiVersion", "kind", "metadata", "resources"]);
const HELM_FIELDS = ["helmCharts", "helmChartInflationGenerator", "helmGlobals"];

/** Says which field of a kustomization could make kustomize run or fetch something that its references do not show. */
export function fieldProblem(content: JsonObject, target: "base" | "configuration"): string | undefined {
  const misspelled = findMisspelled(content);
  if (misspelled !== undefined) {
    return `kustomize would take ${misspelled.field} for ${misspelled.meant}; write it in this way`;
  }
  const chart = HELM_FIELDS.find((field) => content[field] !== undefined);
  if (chart !== undefined) return `${chart} would run Helm from kustomize; render the chart in a helm step before`;
  const computed =
    target === "configuration" ? Object.keys(content).find((field) => !CONFIGURATION_FIELDS.has(field)) : undefined;
  return computed === undefined
    ? undefined
    : `${computed} would change generators or transformers before they run; list ready ones in resources`;
}
