import type { FluxEvent } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import { checkEvents } from "./check-events.ts";

const success: FluxEvent = {
  involvedObject: { kind: "Kustomization", namespace: "apps", name: "cart" },
  severity: "info",
  timestamp: "2026-03-02T10:15:00Z",
  message: "Reconciliation finished in 94ms, next run in 10m0s",
  reason: "ReconciliationSucceeded",
  metadata: { cluster: "dev", revision: `main@sha1:${"a".repeat(40)}`, commit_status: "update" },
  reportingController: "kustomize-controller",
  reportingInstance: undefined,
  warnings: [],
};
const { cluster, revision } = success.metadata as { readonly cluster: string; readonly revision: string };
const progress: FluxEvent = {
  ...success,
  reason: "Progressing",
  message: "Deployment/apps/cart configured",
  metadata: { cluster, revision },
};
const failure: FluxEvent = { ...success, severity: "error", reason: "HealthCheckFailed", message: "timeout" };

describe("checkEvents", () => {
  it("is content with events that say all", () => {
    expect(checkEvents([progress, success])).toMatchObject([{ check: "events", level: "ok", remedy: "" }]);
  });

  it("misses everything when nothing came", () => {
    expect(checkEvents([])).toMatchObject([{ level: "problem" }]);
  });

  it.each([
    [
      "a cluster",
      [{ ...success, metadata: { ...success.metadata, cluster: undefined } }],
      "spec.eventMetadata.cluster",
    ],
    ["anything but errors", [failure, { ...failure, timestamp: "2026-03-02T10:16:00Z" }], "spec.eventSeverity"],
    ["the end of a reconciliation", [progress], "2.8.6"],
    [
      "a commit",
      [{ ...success, metadata: { cluster: "dev", commit_status: "update" } }],
      "flux push artifact --revision",
    ],
    ["nothing but a rest: one came twice", [success, success], "one alert only"],
  ])("misses %s", (_what, events, remedy) => {
    const found = checkEvents(events as readonly FluxEvent[]);
    expect(found.map((finding) => finding.remedy.toLowerCase()).join("\n")).toContain(remedy.toLowerCase());
    expect(found.every(({ level }) => level !== "ok")).toBe(true);
  });

  it("names a few objects and counts the rest", () => {
    const many = Array.from({ length: 5 }, (_, i) => ({
      ...success,
      involvedObject: { ...success.involvedObject, name: `app-${i}` },
      metadata: { ...success.metadata, cluster: undefined },
    }));
    const [finding] = checkEvents(many as unknown as readonly FluxEvent[]);
    expect(finding?.message).toContain("apps/app-0, Kustomization apps/app-1, Kustomization apps/app-2 and 2 more");
  });
});
