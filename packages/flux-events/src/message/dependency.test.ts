import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("the message of a dependency", () => {
  it("tells when Flux looks again, or which object it waits for", () => {
    expectParsed("Dependencies do not meet ready condition, retrying in 30s", {
      code: "dependency-not-ready",
      retryInMs: 30_000,
    });
    expectParsed("dependency 'shop/redis' is not ready", {
      code: "dependency-not-ready",
      dependency: { namespace: "shop", name: "redis" },
    });
    expectParsed("dependencies do not meet ready condition (no), retrying in 30s", {
      code: "dependency-not-ready",
      retryInMs: 30_000,
    });
    expectParsed("dependencies do not meet ready condition", { code: "dependency-not-ready" });
  });
});
