import type { FluxEvent } from "../event/event.ts";
import type { HelmChartReason, SourceReason } from "../reasons/source-controller.ts";
import type { ArtifactGeneratorReason } from "../reasons/source-watcher.ts";
import { bySeverity, type KindReader, neutral, type Reading, readUnrecognised } from "./reading.ts";

/**
 * A source says that a revision was fetched, never that it runs; its errors name no revision at all.
 *
 * @see https://fluxcd.io/flux/components/source/
 */
const read = bySeverity<SourceReason | HelmChartReason | ArtifactGeneratorReason>({
  info: {
    NewArtifact: neutral("source"),
    Succeeded: neutral("source"),
    ChartPullSucceeded: neutral("source"),
    ChartPackageSucceeded: neutral("source"),
    Ready: neutral("source"),
    info: readInfoText,
  },
  error: {},
  otherError: neutral("source-failed"),
});

const source = (kind: string): KindReader => ({ group: "source.toolkit.fluxcd.io", kind, read });

export const gitRepository: KindReader = source("GitRepository");
export const ociRepository: KindReader = source("OCIRepository");
export const bucket: KindReader = source("Bucket");
export const helmRepository: KindReader = source("HelmRepository");
export const helmChart: KindReader = source("HelmChart");
/** What other controllers than those of Flux make; an Alert may name it. */
export const externalArtifact: KindReader = source("ExternalArtifact");
export const artifactGenerator: KindReader = { group: "source.extensions.fluxcd.io", kind: "ArtifactGenerator", read };

// source-controller up to 0.20 gives the severity as the reason.
function readInfoText(event: FluxEvent): Reading {
  return event.message.startsWith("Fetched revision: ") ? neutral("source") : readUnrecognised(event);
}
