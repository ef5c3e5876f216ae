import { describe, expect, it } from "vitest";

import { checkRelease } from "./check-release.ts";
import { decodeLock, encodeLock } from "./codec.ts";
import type { Release } from "./release.ts";

const digest = `sha256:${"0123abcd".repeat(8)}`;

const release: Release = {
  id: "r-8f3a52c19e0b77d4",
  app: "cart",
  source: { repository: "acme/shop", sha: "1".repeat(40) },
  images: { cart: `registry.example/cart:v2@${digest}` },
  templates: { path: "deploy/cart", tree: "2".repeat(40) },
  subject: "Round prices half up",
};

describe("checkRelease", () => {
  it("gives back a release that a lock can hold", () => {
    expect(checkRelease(release)._unsafeUnwrap()).toBe(release);
  });

  it("lists every problem with its field", () => {
    const invalid = { ...release, source: { repository: "shop", sha: "HEAD" }, images: { cart: "cart:latest" } };
    const error = checkRelease(invalid)._unsafeUnwrapErr();

    expect(error.code).toBe("RELEASE_INVALID");
    expect(error.message).toContain("r-8f3a52c19e0b77d4 of cart");
    for (const place of ["source.repository", "source.sha", "images.cart"]) expect(error.message).toContain(place);
  });

  it("refuses a time and a run number, which would make equal releases differ", () => {
    const dated = { ...release, committedAt: "2026-03-02T10:15:00Z", run: { id: 42 } };
    const { message } = checkRelease(dated)._unsafeUnwrapErr();

    expect(message).toContain("committedAt");
    expect(message).toContain("run");
  });

  it.each<[string, Release]>([
    ["a sound one", release],
    ["one with a short sha", { ...release, source: { ...release.source, sha: "1111111" } }],
    ["one whose id has a space", { ...release, id: "r 1" }],
  ])("agrees with the lock about %s", (_case, checked) => {
    const lock = { schema: 1, slot: "dev/cart", app: "cart", environment: "dev", release: checked, config: [] };
    const text = JSON.stringify({ ...lock, engines: {}, files: {}, content: digest, reason: "promotion" });
    const readable = decodeLock(text);

    expect(checkRelease(checked).isOk()).toBe(readable.isOk());
    if (readable.isOk()) expect(() => encodeLock(readable.value)).not.toThrow();
  });
});
