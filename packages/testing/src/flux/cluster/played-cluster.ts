import type { PlayedHelmRelease } from "../helm/played-helm-release.ts";
import type { PlayedKustomization } from "../kustomize/played-kustomization.ts";
import type { Report } from "../reports/report-player.ts";

/** A cluster in the hands of whoever works with it. */
export interface PlayedCluster {
  /**
   * Finds a Kustomization by its name, or `namespace/name` outside of `flux-system`.
   *
   * @throws TypeError when the cluster has none of this name.
   */
  kustomization(name: string): PlayedKustomization;
  /**
   * Finds a HelmRelease by its name, or `namespace/name` outside of `flux-system`.
   *
   * @throws TypeError when the cluster has none of this name.
   */
  helmRelease(name: string): PlayedHelmRelease;
  /** Plays what a source or an image kind reports, and resolves when it was said, or found to be worth no event. */
  report(report: Report): Promise<void>;
}
