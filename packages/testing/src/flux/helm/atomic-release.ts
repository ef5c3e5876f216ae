import type { Drift } from "../kustomize/drift.ts";
import type { ActionOutcome, ActionPorts } from "./action-ports.ts";
import { correctDrift, hasDrift } from "./correct-drift.ts";
import type { HelmReleaseOptions } from "./helm-release-options.ts";
import { isExhausted, type NextAction, nextAction, type ReleaseState } from "./next-action.ts";
import { addRelease, changeLatest, isSameConfig, type ReleaseHistory } from "./release-history.ts";
import { makeRelease, treatRelease, unlock } from "./run-action.ts";

/** What an attempt to bring a release to its configuration needs, besides what the release knows of itself. */
export type AttemptPorts = Omit<ActionPorts, "options" | "nextVersion" | "drift">;

/** The releases of one HelmRelease. */
export interface AtomicRelease {
  /** Newest first. */
  readonly history: () => ReleaseHistory;
  /** Acts until the release is as it should be, retries are used up (`stalled`), or it is better to begin anew (`retry`). */
  readonly reconcile: (ports: AttemptPorts) => Promise<"in-sync" | "stalled" | "retry">;
  /** Uninstalls for good; does nothing when there is no release. */
  readonly uninstall: (ports: AttemptPorts) => Promise<"succeeded" | "failed">;
  /** Makes objects differ from the release. */
  readonly drift: (drift: Drift) => void;
}

type Action = Exclude<NextAction, { readonly code: "in-sync" | "stalled" }>;

/** Actions of one type are run once in a reconciliation. */
const TYPES: Readonly<Record<Action["code"], string>> = {
  install: "release",
  upgrade: "release",
  test: "test",
  rollback: "remediation",
  uninstall: "remediation",
  unlock: "unlock",
  "correct-drift": "drift correction",
};

/**
 * Creates a HelmRelease's part of Helm's storage, and what helm-controller does to it.
 *
 * @see https://github.com/fluxcd/helm-controller/blob/main/internal/reconcile/atomic_release.go
 */
export function createAtomicRelease(options: HelmReleaseOptions): AtomicRelease {
  let history: ReleaseHistory = [];
  let failures = { install: 0, upgrade: 0 };
  let lastAction: ReleaseState["lastAction"];
  let attempted: ReleaseState["desired"] | undefined;
  let drift: Drift = {};

  const state = ({ desired }: AttemptPorts): ReleaseState => {
    return { options, desired, history, failures, lastAction, hasDrifted: hasDrift(drift) };
  };
  const complete = (ports: AttemptPorts): ActionPorts => {
    return { ...ports, options, nextVersion: (history[0]?.version ?? 0) + 1, drift };
  };
  const countFailure = (): void => {
    if (lastAction !== undefined) failures = { ...failures, [lastAction]: failures[lastAction] + 1 };
  };
  const canRetry = (ports: AttemptPorts): boolean => lastAction === undefined || !isExhausted(state(ports), lastAction);

  const release = async (action: "install" | "upgrade", ports: AttemptPorts): Promise<ActionOutcome> => {
    lastAction = action;
    const outcome = await makeRelease(action, complete(ports));
    const status = {
      succeeded: "deployed",
      failed: "failed",
      cancelled: "failed",
      interrupted: `pending-${action}`,
    } as const;
    history = addRelease(history, { config: ports.desired, status: status[outcome] });
    if (outcome === "succeeded") drift = {};
    if (outcome === "failed") countFailure();
    return outcome;
  };

  const run = async (action: Action, ports: AttemptPorts): Promise<ActionOutcome> => {
    if (action.code === "install" || action.code === "upgrade") return release(action.code, ports);
    if (action.code === "correct-drift") {
      drift = await correctDrift(action.release, complete(ports));
      return hasDrift(drift) ? "failed" : "succeeded";
    }
    if (action.code === "unlock") {
      const outcome = await unlock(action.release, complete(ports));
      if (outcome === "succeeded") history = changeLatest(history, { status: "failed" });
      return outcome;
    }
    if (action.code === "test") {
      const outcome = await treatRelease("test", action.release, complete(ports));
      history = changeLatest(history, { tests: outcome === "succeeded" ? "passed" : "failed" });
      if (outcome === "failed") countFailure();
      return outcome;
    }
    if (action.code === "uninstall") {
      const outcome = await treatRelease("remediation", action.release, complete(ports));
      if (outcome === "succeeded") history = [];
      return outcome;
    }
    const outcome = await treatRelease("rollback", action.target, complete(ports));
    const status = outcome === "succeeded" ? "deployed" : "failed";
    history = addRelease(history, { config: action.target.config, status });
    return outcome;
  };

  return {
    history: () => history,
    drift: (change) => {
      drift = change;
    },
    reconcile: async (ports) => {
      if (!isSameConfig(attempted, ports.desired)) failures = { install: 0, upgrade: 0 };
      attempted = ports.desired;
      const done = new Set<string>();
      for (;;) {
        const action = nextAction(state(ports));
        if (action.code === "in-sync" || action.code === "stalled") return action.code;
        const type = TYPES[action.code];
        if (done.has(type)) return canRetry(ports) ? "retry" : "stalled";
        done.add(type);

        const outcome = await run(action, ports);
        if (outcome === "interrupted" || outcome === "cancelled") return "retry";
        if (action.code === "unlock" && outcome === "failed") return "retry";
        if (type === "remediation") return canRetry(ports) ? "retry" : "stalled";
        // Drift that is not corrected does not keep the release from being ready.
        if (action.code === "correct-drift" && options.driftDetection === "warn") return "in-sync";
      }
    },
    uninstall: async (ports) => {
      const [latest] = history;
      const outcome = latest === undefined ? "succeeded" : await treatRelease("uninstall", latest, complete(ports));
      if (outcome === "succeeded") history = [];
      return outcome;
    },
  };
}
