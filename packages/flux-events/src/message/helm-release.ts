import { type ObjectName, SUBJECT, toObjectName } from "./subject.ts";

/** A release, as helm-controller names it: `shop/redis.v3`. */
export interface ReleaseName {
  /** Namespace of the release. */
  readonly namespace: string;
  /** Name of the release. */
  readonly name: string;
  /** Number of its revision; absent where it was never stored. */
  readonly version?: number;
}

/** A chart, as helm-controller names it: `redis@20.6.2`. */
export interface ChartName {
  /** Name of the chart. */
  readonly name: string;
  /** Version of the chart. */
  readonly version: string;
}

/** A Helm action. */
export interface HelmMessage {
  /** Which message this is. */
  readonly code: "helm";
  /** What Helm did. */
  readonly action: "install" | "upgrade" | "test" | "rollback" | "uninstall" | "unlock";
  /** How it ended. `started` is said up to helm-controller 0.36. */
  readonly result: "started" | "succeeded" | "failed";
  /** Whether it repairs a release that failed: a rollback always does. */
  readonly isRemediation: boolean;
  /** The release; absent up to helm-controller 0.36. */
  readonly release?: ReleaseName;
  /** The chart; absent up to helm-controller 0.36. */
  readonly chart?: ChartName;
  /** What Helm said. */
  readonly detail?: string;
  /** The last lines of Helm's log. */
  readonly logs: readonly string[];
}

/** How an object differs from its release. */
export interface DriftedObject extends ObjectName {
  /** What became of it, in helm-controller's words: `changed`, `removed`, `configured` and so on. */
  readonly change: string;
}

/** A release differs from what runs, or did. */
export interface DriftMessage {
  /** Which message this is. */
  readonly code: "drift";
  /** What is known of the difference. */
  readonly state: "detected" | "corrected" | "correction-failed";
  /** The release. */
  readonly release: ReleaseName;
  /** The objects that differ, or did. */
  readonly objects: readonly DriftedObject[];
}

const RELEASE = String.raw`(?<namespace>[^/\s]+)/(?<name>\S+?)(?:\.v(?<version>\d+))?`;
const CHART = String.raw`with chart (?<chart>[^\s@]+)@(?<chartVersion>[^\s:]+)`;
const DETAIL = "(?:: (?<detail>.*))?";
const FORMS = [
  `Helm (?<action>install|upgrade|test|uninstall) (?<result>succeeded|failed) for release ${RELEASE} ${CHART}${DETAIL}`,
  `Helm (?<action>rollback|uninstall) (?<remediation>to previous release|remediation for release) ${RELEASE} ${CHART} (?<result>succeeded|failed)${DETAIL}`,
  `(?<unlocked>Unlocked) Helm release ${RELEASE} ${CHART}(?<detail> in \\S+ state)`,
  // Up to helm-controller 0.36:
  `Helm (?<action>install|upgrade|test|rollback|uninstall) (?<result>has started|succeeded|failed)${DETAIL}`,
].map((form) => new RegExp(`^${form}$`, "s"));
const LOGS = "\n\nLast Helm logs:\n\n";

const DRIFT = new RegExp(
  `^(?:Cluster state of release|(?<failed>Failed to (?:partially )?correct cluster state of release)) ${RELEASE}(?: has (?:drifted from the desired state|(?<corrected>been corrected)))?:\\n(?<lines>.*)$`,
  "s",
);
const DRIFTED = new RegExp(
  `^${SUBJECT} (created|configured|removed|unchanged|excluded|changed)(?: \\(\\d+ additions, \\d+ changes, \\d+ removals\\))?$`,
);

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Reads the message of a Helm action.
 *
 * @see https://github.com/fluxcd/helm-controller/tree/main/internal/reconcile
 */
export function readHelm(message: string): HelmMessage | undefined {
  for (const form of FORMS) {
    const groups: Groups | undefined = form.exec(message)?.groups;
    if (groups !== undefined) return toHelmMessage(groups);
  }
  return undefined;
}

/** Reads the message of a release that differs from what runs. */
export function readDrift(message: string): DriftMessage | undefined {
  const groups: Groups | undefined = DRIFT.exec(message)?.groups;
  const release = groups && toReleaseName(groups);
  if (groups === undefined || release === undefined) return undefined;
  const { failed, corrected, lines = "" } = groups;
  return {
    code: "drift",
    state: failed !== undefined ? "correction-failed" : corrected !== undefined ? "corrected" : "detected",
    release,
    objects: lines.split("\n").flatMap((line) => {
      const [, kind, namespace, name, change] = DRIFTED.exec(line) ?? [];
      if (kind === undefined || name === undefined || change === undefined) return [];
      return [{ ...toObjectName(kind, namespace, name), change }];
    }),
  };
}

function toHelmMessage(groups: Groups): HelmMessage {
  const { action = "unlock", result = "succeeded", remediation, chart, chartVersion, detail = "" } = groups;
  const release = toReleaseName(groups);
  const [text = "", logs] = splitOnce(detail, LOGS);
  return {
    code: "helm",
    action: action as HelmMessage["action"],
    result: result === "has started" ? "started" : (result as HelmMessage["result"]),
    isRemediation: remediation !== undefined || action === "rollback",
    ...(release !== undefined && { release }),
    ...(chart !== undefined && chartVersion !== undefined && { chart: { name: chart, version: chartVersion } }),
    ...(text.trim() !== "" && { detail: text.trim() }),
    logs: logs === undefined ? [] : logs.split("\n"),
  };
}

function toReleaseName({ namespace, name, version }: Groups): ReleaseName | undefined {
  if (namespace === undefined || name === undefined) return undefined;
  return { namespace, name, ...(version !== undefined && { version: Number(version) }) };
}

function splitOnce(text: string, separator: string): readonly string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + separator.length)];
}
