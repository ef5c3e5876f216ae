import { describe, expect, it } from "vitest";

import { decodeLock, encodeLock } from "./codec.ts";
import type { ReleaseLock } from "./lock.ts";

const digest = `sha256:${"0123abcd".repeat(8)}`;

const lock: ReleaseLock = {
  schema: 1,
  slot: "dev/cart",
  app: "cart",
  environment: "dev",
  release: {
    id: "r-8f3a52c19e0b77d4",
    app: "cart",
    source: { repository: "acme/shop", sha: "1".repeat(40) },
    images: { cart: `registry.example/cart:v2@${digest}` },
    templates: { path: "deploy/cart", tree: "2".repeat(40) },
    subject: "Round prices half up",
    author: "dana",
    version: "1.4.2",
  },
  config: [{ repository: "acme/shop-config", ref: "main", sha: "3".repeat(40), digest }],
  engines: { kustomize: "5.7.1" },
  files: { "deployment.yaml": digest, "base/.hidden.yaml": digest },
  content: digest,
  reason: "promotion",
};

describe("encodeLock", () => {
  it("is read back as it was", () => {
    expect(decodeLock(encodeLock(lock))._unsafeUnwrap()).toEqual(lock);
  });

  it("gives the same bytes whatever the order of the properties", () => {
    const turned = Object.fromEntries(Object.entries(lock).reverse()) as unknown as ReleaseLock;
    expect(encodeLock(turned)).toBe(encodeLock(lock));
  });

  it("sorts keys at every depth and ends with a newline", () => {
    const text = encodeLock(lock);
    expect(text.endsWith("}\n")).toBe(true);
    expect(text.indexOf('"base/.hidden.yaml"')).toBeLessThan(text.indexOf('"deployment.yaml"'));
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(lock).sort());
  });
});

describe("a lock with what later versions added", () => {
  const full: ReleaseLock = {
    ...lock,
    highLevel: { "chart/Chart.yaml": digest, "chart/odd\nname.yaml": digest },
    blobs: digest,
    template: digest,
    config: [{ repository: "acme/shop", ref: "environment/dev", sha: digest.slice("sha256:".length), digest }],
  };

  it("is read back as it was", () => {
    expect(decodeLock(encodeLock(full))._unsafeUnwrap()).toEqual(full);
  });

  it.each([
    ["blobs", { blobs: "none" }],
    ["template", { template: null }],
    ["highLevel", { highLevel: { "../values.json": digest } }],
  ])("is refused when %s is none", (place, change) => {
    const error = decodeLock(JSON.stringify({ ...full, ...change }))._unsafeUnwrapErr();
    expect(error.code).toBe("LOCK_UNREADABLE");
    expect(error.message).toContain(place);
  });
});

describe("encodeLock for a lock that nobody could read", () => {
  it("throws and lists every problem, so that none is ever written", () => {
    const unreadable = { ...lock, content: "sha256:0", release: { ...lock.release, id: "r 1" } };
    expect(() => encodeLock(unreadable)).toThrow(TypeError);
    expect(() => encodeLock(unreadable)).toThrow(/release\.id.*content/);
  });

  it("throws for what JSON would change", () => {
    const engines = { kustomize: Number.NaN } as unknown as Record<string, string>;
    expect(() => encodeLock({ ...lock, engines })).toThrow(/engines\.kustomize/);
  });
});

describe("decodeLock", () => {
  it("refuses a schema that it does not know, with its number", () => {
    const error = decodeLock(JSON.stringify({ schema: 2, anything: true }))._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: "LOCK_TOO_NEW", schema: 2 });
    expect(error.message).toContain("Update");
  });

  it.each([
    ["no JSON", "{", "not JSON"],
    ["no object", "[]", "Invalid"],
    ["no schema", JSON.stringify({ ...lock, schema: undefined }), "schema"],
    ["schema 0", changed({ schema: 0 }), "schema"],
    [
      "a repository without an owner",
      changedRelease({ source: { repository: "shop", sha: "1".repeat(40) } }),
      "release.source.repository",
    ],
    ["a short sha", changedRelease({ source: { repository: "acme/shop", sha: "1111111" } }), "release.source.sha"],
    [
      "an image without a digest",
      changedRelease({ images: { cart: "registry.example/cart:v2" } }),
      "release.images.cart",
    ],
    ["an id with a space", changedRelease({ id: "r 1" }), "release.id"],
    ["a file outside of the slot", changed({ files: { "../secrets.yaml": digest } }), "files"],
    ["a file with an absolute path", changed({ files: { "/etc/passwd": digest } }), "files"],
    ["an unknown reason", changed({ reason: "because" }), "reason"],
    ["an unknown property", changed({ color: "green" }), "color"],
  ])("refuses %s and names the place", (_case, text, place) => {
    const error = decodeLock(text)._unsafeUnwrapErr();
    expect(error.code).toBe("LOCK_UNREADABLE");
    expect(error.message).toContain(place);
  });
});

function changed(change: object): string {
  return JSON.stringify({ ...lock, ...change });
}

function changedRelease(change: object): string {
  return changed({ release: { ...lock.release, ...change } });
}
