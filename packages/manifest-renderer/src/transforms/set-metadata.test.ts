import { describe, expect, test } from "vitest";

import type { JsonObject } from "../json.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { createAnnotationSetter, createLabelSetter } from "./set-metadata.ts";

const located = (
  apiVersion: string,
  kind: string,
  rest: JsonObject = {},
  metadata: JsonObject = {},
): LocatedResource => ({
  resource: { apiVersion, kind, metadata: { name: "a", ...metadata }, ...rest },
  origin: { file: "a.yaml", line: 1 },
});
const labels = { team: "shop" };
const template = { template: { spec: {} } };

describe("labels of the request", () => {
  test("go to every object, and win over those of a template, as with kustomize", () => {
    const set = createLabelSetter({ team: "shop", tier: "web" });
    expect(set(located("v1", "ConfigMap")).resource.metadata["labels"]).toEqual({ team: "shop", tier: "web" });
    const own = located("v1", "ConfigMap", {}, { labels: { team: "old", app: "cart" } });
    expect(set(own).resource.metadata["labels"]).toEqual({ team: "shop", app: "cart", tier: "web" });
  });

  test("go to no selector and to no pod", () => {
    const spec = { selector: { matchLabels: { app: "cart" } }, ...template };
    expect(createLabelSetter(labels)(located("apps/v1", "Deployment", { spec })).resource["spec"]).toBe(spec);
  });

  test("leave alone what has them, what SOPS has encrypted, and everything when there are none", () => {
    const own = located("v1", "ConfigMap", {}, { labels: { team: "shop", app: "cart" } });
    expect(createLabelSetter(labels)(own)).toBe(own);
    const sealed = { ...located("v1", "Secret"), sealedText: "kind: Secret\n" };
    expect(createLabelSetter(labels)(sealed)).toBe(sealed);
    const plain = located("v1", "ConfigMap");
    expect(createLabelSetter({})(plain)).toBe(plain);
  });
});

describe("annotations of the request", () => {
  test("go to every object, not to its pods, and win over those of a template", () => {
    const set = createAnnotationSetter({ owner: "shop" });
    const deployment = located("apps/v1", "Deployment", { spec: template }, { annotations: { owner: "old", a: "b" } });
    expect(set(deployment).resource).toEqual({
      ...deployment.resource,
      metadata: { name: "a", annotations: { owner: "shop", a: "b" } },
    });
  });

  test("keep __proto__ an ordinary key", () => {
    const pairs = JSON.parse('{"__proto__": "x"}') as Record<string, string>;
    const annotations = createAnnotationSetter(pairs)(located("v1", "Pod")).resource.metadata["annotations"];
    expect(Object.keys(annotations as object)).toEqual(["__proto__"]);
  });
});
