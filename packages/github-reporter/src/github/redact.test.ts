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

  it.each([
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE-owIBAAKC\n-----END RSA PRIVATE KEY-----", "[redacted]"],
    ["-----BEGIN PRIVATE KEY-----\\nMIIEowIBAAKC\\n-----END PRIVATE KEY-----\\n", "[redacted]\\n"],
    ["-----BEGIN PRIVATE KEY-----\nMIIEowIBAAKC", "[redacted]"],
    ['{"Authorization":"token s3cret","a":1}', '{"Authorization":"token [redacted]","a":1}'],
    ["authorization: s3cret", "authorization: [redacted]"],
    ["https://api.github.com/x?access_token=s3cret&a=1", "https://api.github.com/x?access_token=[redacted]&a=1"],
    ["postgres://lane:hunter2@db/lanes", "postgres://[redacted]@db/lanes"],
    ["postgres://lane:hunter@2@db/lanes", "postgres://[redacted]@db/lanes"],
    ["bearer%20ghp_16C7e42F292c6912E7710c838347Ae178B4a", "bearer%20[redacted]"],
  ])("removes the secret of %j", (text, redacted) => {
    expect(redactTokens(text)).toBe(redacted);
  });

  it("removes credentials from addresses and headers", () => {
    expect(redactTokens("https://bot:hunter2@github.com/acme/shop")).toBe("https://[redacted]@github.com/acme/shop");
    expect(redactTokens("authorization: Bearer abcdefghijklmnopqrstuvwxyz")).toBe("authorization: Bearer [redacted]");
  });

  it.each(["a.", "-eyJ", "://", "a://b", "authorization:", "-----BEGIN PRIVATE KEY-----"])(
    "comes to an end with a megabyte of %s",
    (part) => {
      const text = part.repeat(1_000_000 / part.length);
      expect(redactTokens(text).length).toBeLessThanOrEqual(text.length);
    },
  );

  it("leaves shas, digests and prose alone", () => {
    const text = `the token of the secret ${"a".repeat(40)} sha256:${"b".repeat(64)}`;
    expect(redactTokens(text)).toBe(text);
  });
});
