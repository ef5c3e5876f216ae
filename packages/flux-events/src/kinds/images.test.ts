import { describe, expect, it } from "vitest";

import { readSample, rows } from "./sample-rows.ts";

describe("an image kind", () => {
  it.each([
    ...rows("ImageRepository", "info", "neutral", "image", "Succeeded info"),
    ...rows("ImagePolicy", "info", "neutral", "image", "Succeeded info"),
    ...rows("ImageUpdateAutomation", "info", "neutral", "image", "Succeeded info"),
    ...rows(
      "ImageRepository",
      "error",
      "neutral",
      "image-failed",
      "ReadOperationFailed AuthenticationFailed ImageURLInvalid FeatureGateDisabled",
    ),
    ...rows(
      "ImagePolicy",
      "error",
      "neutral",
      "image-failed",
      "DependencyNotReady AccessDenied IntervalNotConfigured ImageURLInvalid FeatureGateDisabled Failed",
    ),
    ...rows(
      "ImageUpdateAutomation",
      "error",
      "neutral",
      "image-failed",
      "GitOperationFailed SourceManagerFailed UpdateFailed InvalidUpdateStrategy InvalidPolicySelector InvalidSourceConfiguration RemovedTemplateField AccessDenied FeatureGateDisabled error",
    ),
    ...rows("ImagePolicy", "info", "neutral", "unrecognised", "ReasonOfALaterVersion"),
  ])("never says what runs: %s %s %s is %s, %s", (kind, severity, reason, phase, why) => {
    expect(readSample({ kind, apiVersion: "image.toolkit.fluxcd.io/v1" }, { severity, reason })).toMatchObject({
      phase,
      why,
      verdict: false,
    });
  });
});
