/**
 * A release of Flux from 2.7.0 on, such as `2.9.4`.
 *
 * @see https://github.com/fluxcd/flux2/releases
 */
export type FluxVersion = `2.${number}.${number}`;

/**
 * A feature gate of Flux's controllers that is off by default.
 *
 * @see https://fluxcd.io/flux/components/kustomize/options/#feature-gates
 */
export type FeatureGate =
  /** A newer revision ends the health checks of the older one. In kustomize-controller, and in helm-controller from 2.8 on. */
  | "CancelHealthCheckOnNewRevision"
  /** Kustomizations never say that a reconciliation has finished. Newer than 2.9.4; here any version takes it. */
  | "DisableCommitStatusEvent";

/** What the events of a cluster depend on, besides what happens there. */
export interface FluxBehaviour {
  /** Whether a Kustomization says that its reconciliation has finished. */
  readonly hasCommitStatusEvent: boolean;
  /** Whether notification-controller posts that event to a `generic` or `generic-hmac` webhook. */
  readonly deliversCommitStatus: boolean;
  /** How health checks of a Kustomization end when there is a newer revision; undefined when they run on. */
  readonly cancellation: "failure" | "event" | undefined;
  /** Whether a newer chart or newer values end the wait of a running Helm action. */
  readonly cancelsHelm: boolean;
  /** Whether helm-controller lists the objects of a release, and tells when it cannot. */
  readonly hasHelmInventory: boolean;
}

/** The newest release whose source was read. */
const NEWEST: FluxVersion = "2.9.4";

/**
 * Tells how a release of Flux behaves.
 *
 * Flux 2.8.0 to 2.8.5 do not post commit status events to webhooks; health checks that are cancelled are a failure until 2.7
 * and an event of its own from 2.8 on.
 *
 * @throws TypeError for text that is no version, and for releases before 2.7.
 * @see https://github.com/fluxcd/notification-controller/issues/1289
 */
export function fluxBehaviour(version: FluxVersion = NEWEST, gates: readonly FeatureGate[] = []): FluxBehaviour {
  const [, minorText = "0", patchText = "0"] = /^2\.(\d+)\.(\d+)$/.exec(version) ?? [];
  const [minor, patch] = [Number(minorText), Number(patchText)];
  if (minor < 7) throw new TypeError(`The Flux player plays Flux 2.7.0 and newer, not ${version}`);

  const cancels = gates.includes("CancelHealthCheckOnNewRevision");
  return {
    hasCommitStatusEvent: !gates.includes("DisableCommitStatusEvent"),
    deliversCommitStatus: minor !== 8 || patch >= 6,
    cancellation: cancels ? (minor < 8 ? "failure" : "event") : undefined,
    cancelsHelm: cancels && minor >= 8,
    hasHelmInventory: minor >= 8,
  };
}
