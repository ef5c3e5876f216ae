import { describe, expect, it } from "vitest";

import { redactTokens } from "./redact.ts";

describe("redactTokens", () => {
  it.each([
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "gho_16C7e42F292c6912E7710c838347Ae178B4a",
    "ghs_16C7e42F292c6912E7710c838347Ae178B4a",
    "ghs_123456_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl",
    "github_pat_11AAAAAAA0123456789_abcdefghijklmnopqrstuvwxyz",
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJl",
    "v1.0123456789abcdef0123456789abcdef01234567",
  ])("removes %s", (token) => {
    expect(redactTokens(`sent "${token}" to GitHub`)).toBe('sent "[redacted]" to GitHub');
  });

  it("removes credentials from addresses and headers", () => {
    expect(redactTokens("https://bot:hunter2@github.com/acme/shop")).toBe("https://[redacted]@github.com/acme/shop");
    expect(redactTokens("authorization: Bearer abcdefghijklmnopqrstuvwxyz")).toBe("authorization: Bearer [redacted]");
  });

  it("leaves shas, digests and prose alone", () => {
    const text = `the token of the secret ${"a".repeat(40)} sha256:${"b".repeat(64)}`;
    expect(redactTokens(text)).toBe(text);
  });
});
