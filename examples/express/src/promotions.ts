import type { GitHubClient } from "@gitops/github-reporter";
import { memoryCache } from "@gitops/manifest-renderer";
import { helm } from "@gitops/manifest-renderer/engines/helm";
import { jsonnet } from "@gitops/manifest-renderer/engines/jsonnet";
import { kustomize } from "@gitops/manifest-renderer/engines/kustomize";
import { createPromoter, explainSlot, type Pipeline, type Promoter, type Report } from "@gitops/promotion";

import type { Expectations } from "./expectations.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { RunResult } from "./reconciler.ts";

/** Reconciles the pipeline that is in force, and tells the log and the metrics what was done. */
export interface Promotions {
  /** Puts another pipeline in force; undefined for none. */
  use(pipeline: Pipeline | undefined): void;
  /** Reconciles once. */
  reconcile(): Promise<RunResult>;
}

export function createPromotions(options: {
  readonly client: GitHubClient;
  readonly identity: { readonly logins: readonly string[] };
  readonly expectations: Expectations;
  readonly metrics: Metrics;
  readonly log: Log;
}): Promotions {
  const { client, identity, expectations, metrics, log } = options;
  // Programs on the PATH; a pipeline that names none of them needs none.
  const engines = [helm(), kustomize(), jsonnet()];
  const cache = memoryCache();
  let inForce: { readonly spec: string; readonly pipeline: Pipeline; readonly promoter: Promoter } | undefined;

  const tell = ({ applied, plan }: Report): void => {
    for (const { action, outcome, url, error } of applied) {
      metrics.actions.inc({ action: action.action, outcome });
      const level = error === undefined ? "info" : "warn";
      log(level, `${action.action} ${action.track}: ${outcome}`, { url, detail: error?.message });
    }
    if (applied.length > 0) for (const slot of plan.slots) log("info", explainSlot(slot));
  };

  return {
    use: (pipeline) => {
      const spec = JSON.stringify(pipeline?.spec);
      // A promoter remembers what it read; the same pipeline keeps it.
      if (pipeline === undefined) inForce = undefined;
      else if (spec !== inForce?.spec) {
        const promoter = createPromoter({ pipeline, client, identity, engines, cache });
        inForce = { spec, pipeline, promoter };
      }
    },
    reconcile: async () => {
      if (inForce === undefined) return { hasFailed: false, wakeAt: undefined };
      const { pipeline, promoter } = inForce;
      const reconciled = await promoter.reconcile();
      if (reconciled.isErr()) {
        const { code, message } = reconciled.error;
        log("error", "reconciliation failed", { code, detail: message });
        return { hasFailed: true, wakeAt: undefined };
      }
      const { applied, wakeAt } = reconciled.value;
      tell(reconciled.value);
      await expectations.record(pipeline, reconciled.value);
      return { hasFailed: applied.some(({ outcome }) => outcome === "failed"), wakeAt };
    },
  };
}
