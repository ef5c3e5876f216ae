import { describe, expect, it } from "vitest";

import { toLine } from "./line.ts";

describe("toLine", () => {
  it("counts a change set", () => {
    expect(toLine("Namespace/shop created\nDeployment/shop/cart configured\n")).toBe("1 created, 1 configured");
  });

  it("keeps the error and leaves out the change set that follows it", () => {
    expect(toLine("Service/shop/cart dry-run failed (Invalid):\n\tport 0\nNamespace/shop configured\n")).toBe(
      "Service/shop/cart dry-run failed (Invalid): port 0",
    );
  });

  it.each([
    [
      "how long it took",
      "Reconciliation finished in 94.0083ms, next run in 30s",
      "Reconciliation finished in 1m2.5s, next run in 30s",
    ],
    ["how long the health checks took", "Health check passed in 18.03s", "Health check passed in 850µs"],
    [
      "the name of a temporary folder",
      "kustomization path not found: stat /tmp/kustomization-644156964/apps/cart: no such file",
      "kustomization path not found: stat /tmp/kustomization-2841/apps/cart: no such file",
    ],
    [
      "the order and the duration of unhealthy objects",
      "health check failed after 5m0.01s: timeout waiting for: [Job/a/x status: 'Failed', Job/a/y status: 'Failed']",
      "health check failed after 5m0.02s: timeout waiting for: [Job/a/y status: 'Failed', Job/a/x status: 'Failed']",
    ],
  ])("says the same whatever %s", (_, message, repetition) => {
    expect(toLine(repetition)).toBe(toLine(message));
    expect(toLine(message)).not.toBe("");
  });

  it("leaves no line break and no control character", () => {
    expect(toLine("a\r\n\tb\u0000\u001b[31mc\n")).toBe("a b [31mc");
  });
});
