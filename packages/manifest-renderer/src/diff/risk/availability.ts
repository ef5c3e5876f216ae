import { isJsonObject } from "../../json.ts";
import type { FieldChange } from "../field-changes.ts";
import type { ObjectChange, Risk } from "./risk.ts";

const REPLICAS = /^spec\.(?:replicas|minReplicas|maxReplicas)$/;
const LIMITS = /\.resources(?:\.(?:limits|requests)(?:[.[].*)?)?$/;
const PROBE = /\.(?:livenessProbe|readinessProbe|startupProbe)$/;

/** Workloads that stop, and containers that lose their probes or limits. */
export function availabilityRisks({ kind, fields, after }: ObjectChange): readonly Risk[] {
  if (after === undefined) return [];
  return fields.flatMap((field): readonly Risk[] => {
    const found = riskOf(kind, field);
    return found === undefined ? [] : [{ ...found, path: field.path }];
  });
}

function riskOf(kind: string, { path, before, after }: FieldChange): Risk | undefined {
  if (REPLICAS.test(path) && after === 0) {
    return { code: "availability/scaled-to-zero", message: "no pod is left running" };
  }
  if (path === "spec.suspend" && after === true) {
    return { code: "availability/suspended", message: "nothing is run or reconciled as long as it is suspended" };
  }
  if (kind === "PodDisruptionBudget.policy" && path.startsWith("spec")) {
    return { code: "availability/disruption", message: "a drained node may stop another number of pods at once" };
  }
  if (after !== undefined || before === undefined) return undefined;
  if (PROBE.test(path)) {
    return { code: "probe/removed", message: "Kubernetes no longer sees whether the container works" };
  }
  const losesLimits = !path.endsWith(".resources") || (isJsonObject(before) && Object.keys(before).length > 0);
  if (LIMITS.test(path) && losesLimits) {
    return {
      code: "limits/removed",
      message: "the container may use more than it was allowed, or gets no share of its own",
    };
  }
  return undefined;
}
