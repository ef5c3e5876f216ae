import { retryDelay } from "../backoff.ts";
import type { Drift } from "../kustomize/drift.ts";
import { helmDependencyNotReady, helmUnprepared } from "../sequences/helm-prepared.ts";
import type { ActionPorts } from "./action-ports.ts";
import { type AttemptPorts, createAtomicRelease } from "./atomic-release.ts";
import type { HelmReleaseOptions } from "./helm-release-options.ts";
import type { HelmAction, HelmEnding, HelmScenario, HelmUnprepared } from "./helm-scenario.ts";
import type { HelmReleaseState } from "./played-helm-release.ts";
import { chartSource, chartUrl, objectId } from "./release-names.ts";
import type { HelmConfig } from "./release-history.ts";

/** What the controller of a HelmRelease needs. */
export interface HelmReleasePorts extends Omit<
  ActionPorts,
  "options" | "desired" | "nextVersion" | "drift" | "newer" | "trigger" | "ask"
> {
  readonly cluster: string;
  readonly scenario: HelmScenario;
  readonly requeueDependency: number;
  /** Whether a HelmRelease of the cluster is ready, by its `namespace/name`. */
  readonly isReady: (id: string) => boolean;
}

/** Plays one HelmRelease. */
export interface HelmReleaseController {
  readonly isReady: () => boolean;
  readonly released: () => HelmReleaseState;
  /** Reconciles once; tells after how many milliseconds to do so again, and undefined when only a request shall. */
  readonly reconcile: () => Promise<number | undefined>;
  readonly update: (change: Partial<HelmConfig>) => void;
  readonly suspend: () => void;
  readonly resume: () => void;
  readonly drift: (drift: Drift) => void;
  /** Marks it for deletion, which the next reconciliation carries out. */
  readonly markDeleted: () => void;
}

/** Errors that only a change of the HelmRelease can mend. */
const TERMINAL = ["access-denied", "invalid-cel-expression"];

/**
 * Creates the helm-controller's work on one HelmRelease.
 *
 * @see https://github.com/fluxcd/helm-controller/blob/main/internal/controller/helmrelease_controller.go
 */
export function createHelmReleaseController(
  options: HelmReleaseOptions,
  ports: HelmReleasePorts,
): HelmReleaseController {
  const { name, namespace = "flux-system", interval = 600_000, dependsOn = [] } = options;
  const { cluster, scenario, play, requeueDependency } = ports;
  const release = createAtomicRelease(options);
  const attempts = new Map<string, number>();
  let desired: HelmConfig = { chart: options.chart, values: options.values };
  let trigger = "";
  let newer = new AbortController();
  let isReady = false;
  let isSuspended = false;
  let life: "alive" | "deleted" | "gone" = "alive";
  let failures = 0;

  const ask = (action: HelmAction, { chart, values }: HelmConfig): HelmEnding => {
    const key = JSON.stringify([action, chart, values]);
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, attempt);
    const situation = { cluster, helmRelease: name, namespace, action, chart, values, attempt };
    return scenario(situation) ?? { code: "succeeded" };
  };

  const attemptPorts = (): AttemptPorts => {
    return { ...ports, desired, newer: newer.signal, trigger: () => trigger, ask };
  };

  const retry = (): number => retryDelay((failures += 1));

  const finalize = async (): Promise<number | undefined> => {
    // What is suspended is left alone.
    const outcome = isSuspended ? "succeeded" : await release.uninstall(attemptPorts());
    if (outcome === "failed") return retry();
    life = "gone";
    isReady = false;
    return undefined;
  };

  /** Checks what must be there before anything is done; tells when to look again if it is not. */
  const prepare = async (): Promise<{ readonly after: number | undefined } | undefined> => {
    const missing = dependsOn.find((dependency) => !ports.isReady(`${namespace}/${dependency}`));
    if (missing !== undefined) {
      await play([helmDependencyNotReady(`${namespace}/${missing}`)], {});
      return { after: requeueDependency };
    }
    const ending = ask("prepare", desired);
    if (!isUnprepared(ending)) return undefined;
    const source = chartSource(options, desired);
    const texts = { helmRelease: objectId(options), source, chartUrl: chartUrl(options, desired) };
    await play([helmUnprepared(ending, texts)], {});
    return { after: TERMINAL.includes(ending.code) ? undefined : retry() };
  };

  return {
    isReady: () => isReady,
    released: () => {
      const [latest] = release.history();
      const { version, status, config } = latest ?? {};
      return { version, status, chart: config?.chart, values: config?.values, ready: isReady };
    },
    reconcile: async () => {
      if (life === "gone") return undefined;
      if (life === "deleted") return finalize();
      if (isSuspended) return undefined;
      newer = new AbortController();
      const obstacle = await prepare();
      if (obstacle !== undefined) {
        isReady = false;
        return obstacle.after;
      }
      const outcome = await release.reconcile(attemptPorts());
      isReady = outcome === "in-sync" && !newer.signal.aborted;
      if (outcome === "retry") return retry();
      failures = 0;
      return outcome === "in-sync" ? interval : undefined;
    },
    update: (change) => {
      trigger =
        change.chart === undefined
          ? `HelmRelease/${objectId(options)}`
          : chartSource(options, { ...desired, ...change });
      desired = { ...desired, ...change };
      isReady = false;
      newer.abort();
    },
    suspend: () => {
      isSuspended = true;
    },
    resume: () => {
      isSuspended = false;
    },
    drift: release.drift,
    markDeleted: () => {
      life = "deleted";
    },
  };
}

function isUnprepared(ending: HelmEnding): ending is HelmUnprepared {
  return ["artifact-failed", "values-error", ...TERMINAL].includes(ending.code);
}
