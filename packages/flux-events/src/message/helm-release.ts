import { type ObjectName, SUBJECT, toObjectName } from "./subject.ts";

/** A release, as helm-controller names it: `shop/redis.v3`. */
export interface HelmReleaseName {
  /** Namespace of the release. */
  readonly namespace: string;
  /** Name of the release. */
  readonly name: string;
  /** Number of its revision; absent where it was never stored. */
  readonly version?: number;
}

/** A chart, as helm-controller names it: `redis@20.6.2`. */
export interface HelmChartName {
  /** Name of the chart. */
  readonly name: string;
  /** Version of the chart. */
  readonly version: string;
}

/** A Helm action. */
export interface HelmActionMessage {
  /** Which message this is. */
  readonly code: "helm-action";
  /** What Helm did. */
  readonly action: "install" | "upgrade" | "test" | "rollback" | "uninstall" | "unlock";
  /** How it ended. `started` is said up to helm-controller 0.36. */
  readonly result: "started" | "succeeded" | "failed";
  /** Whether it repairs a release that failed: a rollback always does. */
  readonly isRemediation: boolean;
  /** The release; absent up to helm-controller 0.36. */
  readonly release?: HelmReleaseName;
  /** The chart; absent up to helm-controller 0.36. */
  readonly chart?: HelmChartName;
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
  readonly release: HelmReleaseName;
  /** The objects that differ, or that were corrected. */
  readonly objects: readonly DriftedObject[];
  /** Why a correction failed. */
  readonly detail?: string;
}

const RELEASE = String.raw`(?<namespace>[^/\s]+)/(?<name>\S+?)(?:\.v(?<version>\d+))?`;
const CHART = String.raw`with chart (?<chart>[^\s@]+)@(?<chartVersion>[^\s:]+)`;
const DETAIL = "(?:: (?<detail>.*))?";
const FORMS = [
  `Helm (?<action>install|upgrade|test|uninstall) (?<result>succeeded|failed) for release ${RELEASE} ${CHART}${DETAIL}`,
  `Helm (?<action>rollback|uninstall) (?<remediation>to previous release|remediation for release) ${RELEASE} ${CHART} (?<result>succeeded|failed)${DETAIL}`,
  `Unlocked Helm release ${RELEASE} ${CHART} in \\S+ state`,
  `Unlock of Helm release ${RELEASE} ${CHART} in \\S+ state (?<result>failed)${DETAIL}`,
  // Up to helm-controller 0.36:
  `Helm (?<action>install|upgrade|test|rollback|uninstall) (?<result>has started|succeeded|failed)${DETAIL}`,
].map((form) => new RegExp(`^${form}$`, "s"));
const LOGS = "\n\nLast Helm logs:\n\n";

const DRIFT_FORMS: readonly (readonly [DriftMessage["state"], RegExp])[] = [
  [
    "detected",
    new RegExp(`^Cluster state of release ${RELEASE} has drifted from the desired state:\\n(?<lines>.*)$`, "s"),
  ],
  ["corrected", new RegExp(`^Cluster state of release ${RELEASE} has been corrected:\\n(?<lines>.*)$`, "s")],
  [
    "correction-failed",
    new RegExp(`^Failed to (?:partially )?correct cluster state of release ${RELEASE}:\\n(?<detail>.*)$`, "s"),
  ],
];
const CORRECTIONS = "\n\nSuccessful corrections:\n";
const DRIFTED = new RegExp(
  `^${SUBJECT} (created|configured|removed|unchanged|excluded|changed)(?: \\(\\d+ additions, \\d+ changes, \\d+ removals\\))?$`,
);

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Reads the message of a Helm action.
 *
 * @see https://github.com/fluxcd/helm-controller/tree/main/internal/reconcile
 */
export function readHelm(message: string): HelmActionMessage | undefined {
  for (const form of FORMS) {
    const groups: Groups | undefined = form.exec(message)?.groups;
    if (groups !== undefined) return toActionMessage(groups);
  }
  return undefined;
}

/** Reads the message of a release that differs from what runs. */
export function readDrift(message: string): DriftMessage | undefined {
  for (const [state, form] of DRIFT_FORMS) {
    const groups: Groups | undefined = form.exec(message)?.groups;
    const release = groups && toReleaseName(groups);
    if (groups === undefined || release === undefined) continue;
    const [detail, corrected = ""] = splitOnce(groups["detail"] ?? "", CORRECTIONS);
    return {
      code: "drift",
      state,
      release,
      objects: readDriftedObjects(groups["lines"] ?? corrected),
      ...(detail !== "" && { detail }),
    };
  }
  return undefined;
}

function readDriftedObjects(lines: string): readonly DriftedObject[] {
  return lines.split("\n").flatMap((line) => {
    const [, kind, namespace, name, change] = DRIFTED.exec(line) ?? [];
    if (kind === undefined || name === undefined || change === undefined) return [];
    return [{ ...toObjectName(kind, namespace, name), change }];
  });
}

function toActionMessage(groups: Groups): HelmActionMessage {
  const { action = "unlock", result = "succeeded", remediation, chart, chartVersion, detail = "" } = groups;
  const release = toReleaseName(groups);
  const [text, logs] = splitOnce(detail, LOGS);
  return {
    code: "helm-action",
    action: action as HelmActionMessage["action"],
    result: result === "has started" ? "started" : (result as HelmActionMessage["result"]),
    isRemediation: remediation !== undefined || action === "rollback",
    ...(release !== undefined && { release }),
    ...(chart !== undefined && chartVersion !== undefined && { chart: { name: chart, version: chartVersion } }),
    ...(text.trim() !== "" && { detail: text.trim() }),
    logs: logs === undefined ? [] : logs.split("\n"),
  };
}

function toReleaseName({ namespace, name, version }: Groups): HelmReleaseName | undefined {
  if (namespace === undefined || name === undefined) return undefined;
  return { namespace, name, ...(version !== undefined && { version: Number(version) }) };
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + separator.length)];
}
