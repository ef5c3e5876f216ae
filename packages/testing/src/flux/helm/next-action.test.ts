import { describe, expect, it } from "vitest";

import type { HelmReleaseOptions } from "./helm-release-options.ts";
import { nextAction, type ReleaseState } from "./next-action.ts";
import type { HelmConfig, StoredRelease } from "./release-history.ts";

const config = (version: string): HelmConfig => ({ chart: { name: "podinfo", version }, values: {} });
const OLD = config("6.5.0");
const NEW = config("6.5.1");

const stored = (parts: Partial<StoredRelease> = {}): StoredRelease => {
  return { config: NEW, version: 2, status: "deployed", tests: undefined, ...parts };
};
const before = stored({ config: OLD, version: 1, status: "superseded" });
const failed = stored({ status: "failed" });

/** A release that has just failed to be upgraded, but for the parts. */
function after(options: Partial<HelmReleaseOptions>, parts: Partial<ReleaseState> = {}): string {
  const state: ReleaseState = {
    options: { name: "podinfo", chart: NEW.chart, ...options },
    desired: NEW,
    history: [failed, before],
    failures: { install: 0, upgrade: 1 },
    lastAction: "upgrade",
    hasDrifted: false,
    ...parts,
  };
  return nextAction(state).code;
}

const inSync: Partial<ReleaseState> = { history: [stored(), before], failures: { install: 0, upgrade: 0 } };
const firstInstall: Partial<ReleaseState> = {
  history: [stored({ version: 1, status: "failed" })],
  failures: { install: 1, upgrade: 0 },
  lastAction: "install",
};

describe("the next action on a release", () => {
  it.each<[string, string, Partial<HelmReleaseOptions>, Partial<ReleaseState>]>([
    ["there is none", "install", {}, { history: [], failures: { install: 0, upgrade: 0 }, lastAction: undefined }],
    ["there is none, after the last retry", "stalled", {}, { ...firstInstall, history: [] }],
    ["it was left pending", "unlock", {}, { history: [stored({ status: "pending-upgrade" })] }],
    ["it is as it should be", "in-sync", {}, inSync],
    ["it has another configuration", "upgrade", {}, { ...inSync, desired: OLD }],
    ["it has another configuration, after the last retry", "stalled", {}, { history: [stored()], desired: OLD }],
    ["it was not tested", "test", { test: {} }, inSync],
    ["it was tested", "in-sync", { test: {} }, { ...inSync, history: [stored({ tests: "passed" })] }],
    ["its tests failed", "stalled", { test: {} }, { history: [stored({ tests: "failed" }), before] }],
    ["it has drifted, and nobody looks", "in-sync", {}, { ...inSync, hasDrifted: true }],
    ["it has drifted", "correct-drift", { driftDetection: "warn" }, { ...inSync, hasDrifted: true }],
    ["an upgrade failed", "stalled", {}, {}],
    ["an upgrade failed, with retries", "rollback", { upgrade: { retries: 1 } }, {}],
    ["an upgrade failed, with endless retries", "rollback", { upgrade: { retries: -1 } }, {}],
    ["an upgrade failed for the last time", "rollback", { upgrade: { remediateLastFailure: true } }, {}],
    ["an upgrade failed, to be uninstalled", "uninstall", { upgrade: { retries: 1, strategy: "uninstall" } }, {}],
    ["an upgrade failed, with nothing to go back to", "upgrade", { upgrade: { retries: 1 } }, { history: [failed] }],
    ["an upgrade failed, and the configuration changed", "upgrade", {}, { failures: { install: 0, upgrade: 0 } }],
    ["an install failed", "stalled", {}, firstInstall],
    ["an install failed, with retries", "uninstall", { install: { retries: 1 } }, firstInstall],
    [
      "an upgrade failed after one whose tests failed",
      "upgrade",
      { upgrade: { retries: 1 } },
      { history: [failed, { ...before, tests: "failed" }] },
    ],
  ])("when %s: %s", (_, action, options, parts) => {
    expect(after(options, parts)).toBe(action);
  });
});
