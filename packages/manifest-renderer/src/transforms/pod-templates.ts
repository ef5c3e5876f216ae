import type { Resource } from "../resource/resource.ts";
import { resourceIdOf } from "../resource/resource.ts";
import { qualifiedKind } from "../resource/scope.ts";
import { EACH_ITEM } from "./update-field.ts";

/** Fields of a kind, as steps that {@link updateField} takes. */
type Fields = readonly (readonly string[])[];

const WORKLOAD: Fields = [["spec", "template"]];
const NONE: Fields = [];

const POD_TEMPLATES: ReadonlyMap<string, Fields> = new Map([
  ["DaemonSet.apps", WORKLOAD],
  ["Deployment.apps", WORKLOAD],
  ["ReplicaSet.apps", WORKLOAD],
  ["ReplicationController", WORKLOAD],
  ["StatefulSet.apps", WORKLOAD],
  ["Job.batch", WORKLOAD],
  [
    "CronJob.batch",
    [
      ["spec", "jobTemplate"],
      ["spec", "jobTemplate", "spec", "template"],
    ],
  ],
]);

const CLAIM_TEMPLATES: ReadonlyMap<string, Fields> = new Map([
  ["StatefulSet.apps", [["spec", "volumeClaimTemplates", EACH_ITEM]]],
]);

/** Lists the templates of jobs and pods in an object of a built-in kind, as kustomize knows them. */
export function podTemplatesOf(resource: Resource): Fields {
  return POD_TEMPLATES.get(qualifiedKind(resourceIdOf(resource))) ?? NONE;
}

/** Lists the templates of volume claims; the API server never lets them change. */
export function claimTemplatesOf(resource: Resource): Fields {
  return CLAIM_TEMPLATES.get(qualifiedKind(resourceIdOf(resource))) ?? NONE;
}
