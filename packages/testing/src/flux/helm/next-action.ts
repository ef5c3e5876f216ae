import type { HelmReleaseOptions } from "./helm-release-options.ts";
import {
  type HelmConfig,
  isSameConfig,
  previousRelease,
  type ReleaseHistory,
  type StoredRelease,
} from "./release-history.ts";

/** What is known of a release when the next action is chosen. */
export interface ReleaseState {
  readonly options: HelmReleaseOptions;
  /** What should be released. */
  readonly desired: HelmConfig;
  readonly history: ReleaseHistory;
  /** Failures since the configuration was changed. */
  readonly failures: { readonly install: number; readonly upgrade: number };
  /** The last action that made a release. */
  readonly lastAction: "install" | "upgrade" | undefined;
  readonly hasDrifted: boolean;
}

/** The next action on a release. */
export type NextAction =
  | { readonly code: "install" }
  | { readonly code: "upgrade" }
  | { readonly code: "unlock"; readonly release: StoredRelease }
  | { readonly code: "test"; readonly release: StoredRelease }
  | { readonly code: "rollback"; readonly target: StoredRelease }
  | { readonly code: "uninstall"; readonly release: StoredRelease }
  | { readonly code: "correct-drift"; readonly release: StoredRelease }
  /** The release is as it should be. */
  | { readonly code: "in-sync" }
  /** Retries are used up; nothing happens until the configuration changes. */
  | { readonly code: "stalled" };

/**
 * Chooses the next action as helm-controller does.
 *
 * @see https://github.com/fluxcd/helm-controller/blob/main/internal/reconcile/atomic_release.go
 */
export function nextAction(state: ReleaseState): NextAction {
  const { options, desired, history, hasDrifted } = state;
  const [latest] = history;
  if (latest === undefined) return isExhausted(state, "install") ? { code: "stalled" } : { code: "install" };
  if (latest.status.startsWith("pending-")) return { code: "unlock", release: latest };
  if (latest.status === "failed") return remedy(state, latest);
  if (!isSameConfig(latest.config, desired))
    return isExhausted(state, "upgrade") ? { code: "stalled" } : { code: "upgrade" };
  if (options.test !== undefined && latest.tests === undefined) return { code: "test", release: latest };
  if (options.test !== undefined && latest.tests === "failed") return remedy(state, latest);
  const isDriftSought = options.driftDetection === "enabled" || options.driftDetection === "warn";
  return hasDrifted && isDriftSought ? { code: "correct-drift", release: latest } : { code: "in-sync" };
}

function remedy(state: ReleaseState, latest: StoredRelease): NextAction {
  const { options, failures, lastAction, history } = state;
  // A changed configuration may mend the release: it is tried before anything else is done.
  if (lastAction === undefined || failures[lastAction] === 0) return { code: "upgrade" };

  const { retries = 0, remediateLastFailure = lastAction === "upgrade" && retries > 0 } = options[lastAction] ?? {};
  if (isExhausted(state, lastAction) && !remediateLastFailure) return { code: "stalled" };
  if (lastAction === "install" || options.upgrade?.strategy === "uninstall")
    return { code: "uninstall", release: latest };
  const target = previousRelease(history);
  return target === undefined ? { code: "upgrade" } : { code: "rollback", target };
}

/** Tells whether all retries of an action are used up. */
export function isExhausted({ options, failures }: ReleaseState, action: "install" | "upgrade"): boolean {
  const { retries = 0 } = options[action] ?? {};
  return retries >= 0 && failures[action] > retries;
}
