import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { FluxPlayer } from "../flux-player.ts";
import { createTestBed, type TestBed } from "../test-bed.ts";
import type { FailureReport } from "./failure-report.ts";
import type { Report } from "./report-player.ts";

const DIGEST = `sha256:${"0f1e2d3c4b5a6978".repeat(4)}`;
const OTHER = `sha256:${"0123456789abcdef".repeat(4)}`;
const x = { name: "x" };

let bed: TestBed;
let player: FluxPlayer;
beforeEach(() => {
  bed = createTestBed();
  player = bed.play();
});
afterEach(() => bed.close());

async function report(...reports: readonly Report[]) {
  for (const what of reports) await player.cluster("dev").report(what);
  return player.deliveries.map(({ event }) => event);
}

describe("the success of a source", () => {
  it.each<[Report, string, string, string, string | undefined]>([
    [
      { ...x, code: "bucket-stored", bucket: "my-bucket", files: 12, revision: DIGEST },
      "Bucket",
      "NewArtifact",
      "stored artifact with 12 fetched files from 'my-bucket' bucket",
      DIGEST,
    ],
    [
      {
        ...x,
        code: "helm-repository-stored",
        url: "https://stefanprodan.github.io/podinfo",
        size: 30_880,
        revision: DIGEST,
      },
      "HelmRepository",
      "NewArtifact",
      "stored fetched index of size 30.88kB from 'https://stefanprodan.github.io/podinfo'",
      DIGEST,
    ],
    [
      { ...x, code: "chart-pulled", chart: "podinfo", version: "6.5.0" },
      "HelmChart",
      "ChartPullSucceeded",
      "pulled 'podinfo' chart with version '6.5.0'",
      "6.5.0",
    ],
    [
      { ...x, code: "chart-packaged", chart: "cart", version: "1.0.0+1", valuesFiles: ["a.yaml", "b.yaml"] },
      "HelmChart",
      "ChartPackageSucceeded",
      "packaged 'cart' chart with version '1.0.0+1' and merged values files [a.yaml b.yaml]",
      "1.0.0+1",
    ],
    [
      { ...x, code: "chart-packaged", chart: "cart", version: "1.0.0" },
      "HelmChart",
      "ChartPackageSucceeded",
      "packaged 'cart' chart with version '1.0.0'",
      "1.0.0",
    ],
    [
      {
        ...x,
        code: "external-artifacts-reconciled",
        artifacts: [
          { name: "apps/backend", digest: DIGEST },
          { name: "apps/frontend", digest: OTHER },
        ],
      },
      "ArtifactGenerator",
      "Ready",
      `external artifacts reconciled: apps/backend (${DIGEST})\napps/frontend (${OTHER})`,
      undefined,
    ],
  ])("%j", async (what, kind, reason, message, revision) => {
    const [event] = await report(what);

    expect(event).toMatchObject({ severity: "info", reason, message });
    expect(event?.involvedObject.kind).toBe(kind);
    expect(event?.metadata).toEqual(revision === undefined ? undefined : { revision });
  });

  it("is told once, and again with the reason Succeeded after a failure", async () => {
    const stored: Report = { ...x, code: "bucket-stored", bucket: "b", files: 1, revision: DIGEST };
    const failed: Report = { ...x, code: "failed", kind: "Bucket", reason: "BucketOperationFailed", message: "no" };
    const events = await report(stored, stored, failed, stored, stored, { ...stored, revision: OTHER });

    expect(events.map(({ reason }) => reason)).toEqual([
      "NewArtifact",
      "BucketOperationFailed",
      "Succeeded",
      "NewArtifact",
    ]);
    // The text of the recovery is the text of the success, which the rate limit has seen a moment before.
    expect(player.deliveries.map(({ state }) => state)[2]).toBe("suppressed");
  });

  it("of a chart and of a generator has the same reason after a failure", async () => {
    const chart: Report = { ...x, code: "chart-pulled", chart: "podinfo", version: "6.5.0" };
    const events = await report(
      chart,
      { ...x, code: "failed", kind: "HelmChart", reason: "ChartPullError", message: "no" },
      chart,
    );

    expect(events.map(({ reason }) => reason)).toEqual(["ChartPullSucceeded", "ChartPullError", "ChartPullSucceeded"]);
  });
});

describe("the success of an image kind", () => {
  const image = "ghcr.io/stefanprodan/podinfo";

  it.each<[Report, string, string, string]>([
    [
      { ...x, code: "image-repository-scanned", tags: 211, checksum: "2837465102" },
      "ImageRepository",
      "image-reflector-controller",
      "successful scan: found 211 tags with checksum 2837465102",
    ],
    [
      { ...x, code: "image-policy-resolved", image, tag: "6.5.0" },
      "ImagePolicy",
      "image-reflector-controller",
      `Latest image tag for ${image} resolved to 6.5.0`,
    ],
    [
      {
        ...x,
        code: "image-update-pushed",
        sha: "4a6d1f0c2b3e5f708192a3b4c5d6e7f809123abc",
        branch: "main",
        message: `Automated image update\n\nImages:\n- ${image}:6.5.1`,
      },
      "ImageUpdateAutomation",
      "image-automation-controller",
      `pushed commit '4a6d1f0' to branch 'main'\nAutomated image update\n\nImages:\n- ${image}:6.5.1`,
    ],
    [
      {
        ...x,
        code: "image-update-pushed",
        sha: "4a6d1f0c2b3e5f708192a3b4c5d6e7f809123abc",
        branch: "main",
        refspecs: ["a", "b"],
        message: "Update",
      },
      "ImageUpdateAutomation",
      "image-automation-controller",
      "pushed commit '4a6d1f0' to branch 'main' and refspecs 'a', 'b'\nUpdate",
    ],
  ])("%j", async (what, kind, controller, message) => {
    const [event] = await report(what);

    expect(event).toMatchObject({ severity: "info", reason: "Succeeded", message, reportingController: controller });
    expect(event?.involvedObject).toMatchObject({ kind, apiVersion: "image.toolkit.fluxcd.io/v1" });
    expect(event).not.toHaveProperty("metadata");
  });

  it("of a policy tells what was chosen before", async () => {
    const events = await report(
      { ...x, code: "image-policy-resolved", image, tag: "6.5.0" },
      { ...x, code: "image-policy-resolved", image, tag: "6.5.1", digest: DIGEST },
      { ...x, code: "image-policy-resolved", image, tag: "6.5.1", digest: DIGEST },
      { ...x, code: "image-policy-resolved", image, tag: "6.5.2" },
    );

    expect(events.slice(1).map(({ message }) => message)).toEqual([
      `Latest image tag for ${image} resolved to 6.5.1 with digest ${DIGEST} (previously ${image}:6.5.0)`,
      `Latest image tag for ${image} resolved to 6.5.2 (previously ${image}:6.5.1@${DIGEST})`,
    ]);
  });

  it("of an automation that has nothing to do is told after a failure alone", async () => {
    const events = await report(
      { ...x, code: "image-update-up-to-date" },
      { ...x, code: "failed", kind: "ImageUpdateAutomation", reason: "GitOperationFailed", message: "no" },
      { ...x, code: "image-update-up-to-date" },
      { ...x, code: "image-update-up-to-date" },
    );

    expect(events.map(({ message }) => message)).toEqual(["no", "repository up-to-date"]);
  });
});

describe("the failure of a source or an image kind", () => {
  it.each<[FailureReport["kind"], FailureReport["reason"], string, string]>([
    ["GitRepository", "AuthenticationFailed", "source.toolkit.fluxcd.io/v1", "source-controller"],
    ["OCIRepository", "OCIArtifactPullFailed", "source.toolkit.fluxcd.io/v1", "source-controller"],
    ["Bucket", "BucketOperationFailed", "source.toolkit.fluxcd.io/v1", "source-controller"],
    ["HelmRepository", "IndexationFailed", "source.toolkit.fluxcd.io/v1", "source-controller"],
    ["HelmChart", "DependencyBuildError", "source.toolkit.fluxcd.io/v1", "source-controller"],
    ["ArtifactGenerator", "SourceFetchFailed", "source.extensions.fluxcd.io/v1beta1", "source-watcher"],
    ["ImageRepository", "ReadOperationFailed", "image.toolkit.fluxcd.io/v1", "image-reflector-controller"],
    ["ImagePolicy", "DependencyNotReady", "image.toolkit.fluxcd.io/v1", "image-reflector-controller"],
    ["ImageUpdateAutomation", "InvalidUpdateStrategy", "image.toolkit.fluxcd.io/v1", "image-automation-controller"],
  ])("of kind %s with reason %s is an error without metadata", async (kind, reason, apiVersion, controller) => {
    const [event] = await report({ ...x, code: "failed", kind, reason, message: "no" } as Report);

    expect(event).toMatchObject({ severity: "error", reason, message: "no", reportingController: controller });
    expect(event?.involvedObject).toMatchObject({ kind, apiVersion, namespace: "flux-system", name: "x" });
    expect(event).not.toHaveProperty("metadata");
  });

  it("of the GitRepository makes its next look a recovery", async () => {
    bed.repository.push({ "README.md": "" }, "One");
    await bed.run(player, 1_000);
    const failure = { code: "failed", kind: "GitRepository", name: "flux-system" } as const;
    await report({ ...failure, reason: "AuthenticationFailed", message: "no" });

    expect(await bed.run(player, 60_000)).toEqual(["dev flux-system info Succeeded: stored artifact for commit 'One'"]);
  });

  it("carries the namespace that it was given", async () => {
    const [event] = await report({
      ...x,
      namespace: "apps",
      code: "failed",
      kind: "Bucket",
      reason: "BucketOperationFailed",
      message: "no",
    });

    expect(event?.involvedObject.namespace).toBe("apps");
  });
});
