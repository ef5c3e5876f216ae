import type { ChartOptions } from "./helm-release-options.ts";

/** What is released: a chart with values. */
export interface HelmConfig {
  readonly chart: ChartOptions;
  readonly values: unknown;
}

/** One release in Helm's storage. */
export interface StoredRelease {
  readonly config: HelmConfig;
  /** The number after `.v`. */
  readonly version: number;
  readonly status: "deployed" | "superseded" | "failed" | "pending-install" | "pending-upgrade";
  /** How its tests went; undefined before they have run. */
  readonly tests: "passed" | "failed" | undefined;
}

/** Releases of one name, newest first. */
export type ReleaseHistory = readonly StoredRelease[];

/** Adds a release; one that is deployed supersedes the others. */
export function addRelease(
  history: ReleaseHistory,
  { config, status }: Pick<StoredRelease, "config" | "status">,
): ReleaseHistory {
  const release: StoredRelease = { config, status, version: (history[0]?.version ?? 0) + 1, tests: undefined };
  if (status !== "deployed") return [release, ...history];
  return [
    release,
    ...history.map((older) => (older.status === "deployed" ? { ...older, status: "superseded" as const } : older)),
  ];
}

/** Changes the newest release. */
export function changeLatest([latest, ...older]: ReleaseHistory, change: Partial<StoredRelease>): ReleaseHistory {
  return latest === undefined ? [] : [{ ...latest, ...change }, ...older];
}

/** Finds the release to roll back to: the newest one before the latest that was once deployed and did not fail its tests. */
export function previousRelease([, ...older]: ReleaseHistory): StoredRelease | undefined {
  return older.find(({ status, tests }) => (status === "deployed" || status === "superseded") && tests !== "failed");
}

/** Tells whether two configurations are one to Helm. */
export function isSameConfig(a: HelmConfig | undefined, b: HelmConfig | undefined): boolean {
  return JSON.stringify([a?.chart, a?.values]) === JSON.stringify([b?.chart, b?.values]);
}

/** Writes the version of a chart as releases do: with the beginning of the digest of its OCI artifact. */
export function chartVersion({ version, digest }: ChartOptions): string {
  return digest === undefined ? version : `${version}+${digest.replace(/^sha256:/, "").slice(0, 12)}`;
}
