import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("the message of an object that was not applied", () => {
  it("names the object, the reason and the fields, and what was applied before", () => {
    const detail =
      'Service "cart" is invalid: [spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive, spec.selector: Required value]';

    expectParsed(`Service/shop/cart dry-run failed (Invalid): ${detail}\nNamespace/shop configured\n`, {
      code: "apply-failed",
      object: { kind: "Service", namespace: "shop", name: "cart" },
      problem: "dry-run",
      reason: "Invalid",
      fields: ["spec.ports[0].port", "spec.selector"],
      detail,
      changes: [{ kind: "Namespace", name: "shop", action: "configured" }],
    });
  });

  it.each<[string, Partial<ParsedMessage>]>([
    [
      'Secret/shop/db dry-run failed (Invalid): Secret "db" is invalid: data: Forbidden: field is immutable when `immutable` is set',
      { object: { kind: "Secret", namespace: "shop", name: "db" }, reason: "Invalid", fields: ["data"] },
    ],
    [
      'Pod/monitoring/x dry-run failed, reason: Forbidden, error: pods "x" is forbidden: no',
      { object: { kind: "Pod", namespace: "monitoring", name: "x" }, reason: "Forbidden" },
    ],
    [
      "ClusterRole/system:cart dry-run failed, error: no",
      { object: { kind: "ClusterRole", name: "system:cart" }, problem: "dry-run" },
    ],
    [
      "Deployment/podinfo namespace not specified, error: the server rejected it",
      { object: { kind: "Deployment", name: "podinfo" }, problem: "no-namespace", detail: "the server rejected it" },
    ],
    [
      "ConfigMap/my-configmap-8db58hd92d namespace not specified: the server could not find the requested resource",
      { object: { kind: "ConfigMap", name: "my-configmap-8db58hd92d" } },
    ],
    [
      "Canary/shop/cart not found: no matches",
      { object: { kind: "Canary", namespace: "shop", name: "cart" }, problem: "not-found" },
    ],
    [
      "service/apps/webapp validation error: spec.type: Unsupported value: Ingress",
      { object: { kind: "service", namespace: "apps", name: "webapp" }, problem: "invalid", fields: ["spec.type"] },
    ],
    [
      "Secret/shop/db is SOPS encrypted, configuring decryption is required for this secret to be reconciled",
      { object: { kind: "Secret", namespace: "shop", name: "db" }, problem: "encrypted", fields: [] },
    ],
  ])("is read in the words of every version: %j", (message, expected) => {
    expect(parseMessage(message)).toMatchObject({ code: "apply-failed", ...expected });
  });
});
