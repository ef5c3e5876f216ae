import { describe, expect, test } from "vitest";

import { checked } from "../../fixtures/manifests.ts";

const job = (annotations: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: {name: migrate, namespace: shop, annotations: {${annotations}}}\n`;

describe("a hook of Helm", () => {
  test.each([
    ["pre-install,pre-upgrade", 'set hooks: "drop" in the helm step, write a Job without the annotation'],
    ["test", "Flux would run the test at each change"],
    ["test-success, test-failure", "Flux would run the test at each change"],
    ["crd-install", "remove the annotation"],
  ])("is refused, with what to do instead: %s", (hook, remedy) => {
    const [finding, ...more] = checked(job(`"helm.sh/hook": "${hook}"`));
    expect(finding).toMatchObject({
      severity: "error",
      code: "helm/hook",
      origin: { file: "a.yaml", line: 1 },
      resource: "Job.batch shop/migrate",
      path: 'metadata.annotations["helm.sh/hook"]',
    });
    expect(finding?.message).toContain(JSON.stringify(hook));
    expect(finding?.message).toContain(remedy);
    expect(more).toEqual([]);
  });

  test("passes where a request says so", () => {
    expect(checked(job('"helm.sh/hook": test'), { helmHook: "allow" })).toEqual([]);
    expect(checked(job('"helm.sh/hook": test'), { helmHook: "warn" })).toMatchObject([{ severity: "warning" }]);
  });

  test.each(['"helm.sh/chart": a', '"helm.sh/hook-weight": "1"', '"note": "see helm.sh/hook"', '"helm.sh/hook": ""'])(
    "is not: %s",
    (annotation) => {
      expect(checked(job(annotation))).toEqual([]);
    },
  );
});
