import { artifactUrl } from "../source/artifact.ts";
import type { HelmReleaseOptions } from "./helm-release-options.ts";
import { chartVersion, type HelmConfig, type StoredRelease } from "./release-history.ts";

/** Names a HelmRelease, as `namespace/name`. */
export function objectId({ namespace = "flux-system", name }: HelmReleaseOptions): string {
  return `${namespace}/${name}`;
}

/** Names what Helm releases on its behalf, as `namespace/name`. */
export function releaseName({ name, namespace = "flux-system", ...options }: HelmReleaseOptions): string {
  const { targetNamespace, releaseName: own } = options;
  const composed = targetNamespace === undefined ? name : `${targetNamespace}-${name}`;
  return `${targetNamespace ?? namespace}/${own ?? composed}`;
}

/** Names one release, as `namespace/name.v3`. */
export function versionedName(options: HelmReleaseOptions, { version }: Pick<StoredRelease, "version">): string {
  return `${releaseName(options)}.v${version}`;
}

/** Names a chart, as `name@version`. */
export function chartName({ chart }: HelmConfig): string {
  return `${chart.name}@${chartVersion(chart)}`;
}

/** Names where the chart comes from, as `Kind/namespace/name`: an OCIRepository, or the HelmChart that Flux makes. */
export function chartSource({ namespace = "flux-system", name }: HelmReleaseOptions, { chart }: HelmConfig): string {
  return chart.digest === undefined
    ? `HelmChart/${namespace}/${namespace}-${name}`
    : `OCIRepository/${namespace}/${chart.name}`;
}

/** Tells the address of the chart inside the cluster. */
export function chartUrl(options: HelmReleaseOptions, config: HelmConfig): string {
  const [kind = "", namespace = "", name = ""] = chartSource(options, config).split("/");
  const { chart } = config;
  return artifactUrl(kind, namespace, name, `${chart.name}-${chartVersion(chart)}.tgz`);
}
