import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

describe("the message of a failed build", () => {
  it.each<[string, Partial<ParsedMessage>]>([
    [
      "kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'missing.yaml': open /tmp/kustomization-1234/apps/missing.yaml: no such file or directory'",
      { step: "kustomize build", file: "missing.yaml" },
    ],
    [
      "kustomize create failed: failed to decode Kubernetes YAML from /tmp/kustomization-64/apps/app.yaml: yaml: line 13: could not find expected ':'",
      { step: "kustomize create", file: "apps/app.yaml", line: 13 },
    ],
    ["post build failed for 'cart': variable not set (strict mode)", { step: "post build", objectName: "cart" }],
    ["decryption failed for 'db-credentials': no key", { step: "decryption", objectName: "db-credentials" }],
    ["error decrypting sources: failed", { step: "decryption" }],
    [
      'validation failed: error: error validating "7d2f.yaml": error validating data: missing required field "chart" in HelmRelease\n',
      { step: "validation", file: "7d2f.yaml" },
    ],
  ])("names step, file, line and object where they are stated: %j", (message, expected) => {
    expect(parseMessage(message)).toMatchObject({ code: "build-failed", ...expected });
  });
});
