import type { FluxObject } from "../notification/notification-controller.ts";
import type { PlaySteps } from "../play-steps.ts";
import { type ImageReference, imageReported } from "../sequences/image-reported.ts";
import { sourceFailed } from "../sequences/source-failed.ts";
import { sourceReported } from "../sequences/source-reported.ts";
import type { Metadata, Step } from "../sequences/step.ts";
import type { FailureReport, FailureReasons } from "./failure-report.ts";
import type { ImageReport } from "./image-report.ts";
import type { SourceReport } from "./source-report.ts";

/** What a source or an image kind reports: whoever hands it in says what happened, the player says it as Flux does. */
export type Report = SourceReport | ImageReport | FailureReport;

/** Plays the reports of a cluster. */
export type PlayReport = (report: Report) => Promise<void>;

/** What playing reports needs of the cluster. */
export interface ReportPorts {
  readonly play: PlaySteps;
  readonly toObject: (kind: keyof FailureReasons, name: string, namespace: string | undefined) => FluxObject;
  /** Hears of the failure of an object. */
  readonly onFailure: (object: FluxObject) => void;
}

/** What is remembered of an object between two reports. */
interface Memory {
  readonly result: string | undefined;
  readonly isFailing: boolean;
  readonly image: ImageReference | undefined;
  readonly previous: ImageReference | undefined;
}

const NOTHING: Memory = { result: undefined, isFailing: false, image: undefined, previous: undefined };

const KINDS: Readonly<Record<Exclude<Report["code"], "failed">, keyof FailureReasons>> = {
  "bucket-stored": "Bucket",
  "helm-repository-stored": "HelmRepository",
  "chart-pulled": "HelmChart",
  "chart-packaged": "HelmChart",
  "external-artifacts-reconciled": "ArtifactGenerator",
  "image-repository-scanned": "ImageRepository",
  "image-policy-resolved": "ImagePolicy",
  "image-update-pushed": "ImageUpdateAutomation",
  "image-update-up-to-date": "ImageUpdateAutomation",
};

/** Creates the memory of what sources and image kinds have reported: the same again is worth an event after a failure only. */
export function createReportPlayer({ play, toObject, onFailure }: ReportPorts): PlayReport {
  const memories = new Map<string, Memory>();

  return async (report) => {
    const kind = report.code === "failed" ? report.kind : KINDS[report.code];
    const object = toObject(kind, report.name, report.namespace);
    const before = memories.get(object.uid) ?? NOTHING;
    if (report.code === "failed") {
      memories.set(object.uid, { ...before, isFailing: true });
      onFailure(object);
      await play({ object, steps: sourceFailed(report.reason, report.message) });
      return;
    }

    const result = resultOf(report) ?? before.result;
    const isNew = result !== before.result;
    const after: Memory = { ...before, ...follow(report, before, isNew), result, isFailing: false };
    memories.set(object.uid, after);
    if (!isNew && !before.isFailing) return;
    await play({ object, steps: toSteps(report, after, !isNew), metadata: revisionOf(report) });
  };
}

/** What makes one success differ from another; undefined when nothing was done. */
function resultOf(report: SourceReport | ImageReport): string | undefined {
  switch (report.code) {
    case "bucket-stored":
    case "helm-repository-stored":
      return report.revision;
    case "chart-pulled":
    case "chart-packaged":
      return `${report.chart}@${report.version}`;
    case "external-artifacts-reconciled":
      return report.artifacts.map(({ name, digest }) => `${name}@${digest}`).join();
    case "image-repository-scanned":
      return report.checksum;
    case "image-policy-resolved":
      return `${report.image}:${report.tag}@${report.digest ?? ""}`;
    case "image-update-pushed":
      return report.sha;
    case "image-update-up-to-date":
      return undefined;
  }
}

function follow(report: SourceReport | ImageReport, { image }: Memory, isNew: boolean): Partial<Memory> {
  return report.code === "image-policy-resolved" && isNew ? { image: report, previous: image } : {};
}

function toSteps(report: SourceReport | ImageReport, { previous }: Memory, isRecovery: boolean): readonly Step[] {
  return isImageReport(report) ? imageReported(report, previous) : sourceReported(report, isRecovery);
}

function isImageReport(report: SourceReport | ImageReport): report is ImageReport {
  return report.code.startsWith("image-");
}

function revisionOf(report: SourceReport | ImageReport): Metadata {
  if ("revision" in report) return { revision: report.revision };
  return "version" in report ? { revision: report.version } : {};
}
