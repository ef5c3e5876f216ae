import { describe, expect, test } from "vitest";

import { checkHelmStep } from "./check-step.ts";
import type { HelmStep } from "./helm-step.ts";

describe("the options of a helm step", () => {
  test("are valid in full", () => {
    const step: HelmStep = {
      engine: "helm",
      chart: "charts/web",
      releaseName: "web",
      namespace: "shop",
      kubeVersion: "1.35.0",
      apiVersions: ["monitoring.coreos.com/v1", "v1", "apps/v1/Deployment"],
      valuesFiles: ["values-prod.yaml"],
      values: { a: 1 },
      configKey: "helm.web",
      imageValues: { web: { repository: "image.repository", tag: "image.tag" }, proxy: "sidecar" },
      builtInValues: true,
      includeCRDs: false,
      tests: "keep",
      hooks: "drop",
    };

    expect(checkHelmStep(step)).toEqual([]);
    expect(checkHelmStep({ engine: "helm" })).toEqual([]);
    expect(checkHelmStep({ engine: "helm", chart: "." })).toEqual([]);
  });

  test.each([
    ["chart", "../other"],
    ["chart", "/abs"],
    ["chart", "https://charts.example.com/web.tgz"],
    ["chart", ""],
    ["chart", 1],
    ["releaseName", "-web"],
    ["releaseName", "Web"],
    ["releaseName", "x".repeat(54)],
    ["namespace", "a b"],
    ["namespace", "x".repeat(64)],
    ["kubeVersion", "1.35"],
    ["kubeVersion", "latest"],
    ["apiVersions", "v1"],
    ["apiVersions", ["a,b"]],
    ["valuesFiles", ["../secrets.yaml"]],
    ["valuesFiles", ["https://example.com/values.yaml"]],
    ["valuesFiles", ["a,b.yaml"]],
    ["values", []],
    ["values", null],
    ["configKey", "a..b"],
    ["imageValues", { web: { tagg: "image.tag" } }],
    ["imageValues", { web: {} }],
    ["imageValues", { web: "" }],
    ["imageValues", { web: { tag: "a..b" } }],
    ["builtInValues", "yes"],
    ["includeCRDs", "no"],
    ["tests", "skip"],
    ["hooks", true],
    ["postRenderer", "sh"],
    ["__proto__x", 1],
    ["constructor", 1],
  ])("refuse %s: %j", (option, value) => {
    const problems = checkHelmStep({ engine: "helm", [option]: value });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(option);
  });

  test("give all their problems at once", () => {
    expect(checkHelmStep({ engine: "helm", chart: "..", tests: "x", valuesFiles: ["..", "/"] })).toEqual([
      "chart must be a relative POSIX path in the files, without . and ..",
      "tests must be drop or keep",
      "valuesFiles [0] must be a relative POSIX path in the files, without . and ..; [1] must be a relative POSIX path in the files, without . and ..",
    ]);
  });
});
