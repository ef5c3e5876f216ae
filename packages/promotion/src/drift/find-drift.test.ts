import type { ReleaseLock } from "@gitops/github-reporter";
import { describe, expect, it } from "vitest";

import type { TreeFile } from "../git/repository.ts";
import { blobId, sha256 } from "../render/digest.ts";
import { blobsOf } from "../render/slot-files.ts";
import { hasDrift } from "./find-drift.ts";

const SLOT = { path: "envs/dev/cart", highLevelPath: "hld/dev/cart" };
const MANIFESTS = new Map([
  ["shop/deployment.yaml", "kind: Deployment\n"],
  ["shop/größe.yaml", "kind: ConfigMap\n"],
]);
const HIGH_LEVEL = new Map([["chart/Chart.yaml", "name: cart\n"]]);

const digests = (files: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)]));

const LOCK: Pick<ReleaseLock, "files" | "highLevel" | "blobs"> = {
  files: digests(MANIFESTS),
  highLevel: digests(HIGH_LEVEL),
  blobs: blobsOf(SLOT, { manifests: MANIFESTS, highLevel: HIGH_LEVEL }),
};

/** The listing of a repository with the slot as it was written, and with changes; undefined deletes. */
function listing(changes: Readonly<Record<string, string | undefined>> = {}): readonly TreeFile[] {
  const files = new Map<string, string | undefined>([
    ...[...MANIFESTS].map(([path, text]) => [`${SLOT.path}/${path}`, text] as const),
    ...[...HIGH_LEVEL].map(([path, text]) => [`${SLOT.highLevelPath}/${path}`, text] as const),
    [`${SLOT.path}/.gitops-release.json`, "{}"],
    ["envs/dev/front/shop/deployment.yaml", "kind: Deployment\n"],
    ...Object.entries(changes),
  ]);
  return [...files].flatMap(([path, text]) => (text === undefined ? [] : [{ path, sha: blobId(text), isLink: false }]));
}

describe("hasDrift", () => {
  it("sees none in what was written, whatever else the repository holds", () => {
    expect(hasDrift(listing(), SLOT, LOCK)).toBe(false);
    expect(hasDrift(listing({ "envs/dev/cart-2/x.yaml": "kind: A\n", "x.yaml": "kind: A\n" }), SLOT, LOCK)).toBe(false);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ["an edited manifest", { "envs/dev/cart/shop/deployment.yaml": "kind: Job\n" }],
    ["a deleted manifest", { "envs/dev/cart/shop/deployment.yaml": undefined }],
    ["an edited high-level file", { "hld/dev/cart/chart/Chart.yaml": "name: other\n" }],
    ["an extra manifest", { "envs/dev/cart/extra.yml": "kind: Job\n" }],
    ["a kustomization that somebody added", { "envs/dev/cart/Kustomization": "resources: []\n" }],
  ])("sees %s", (_, changes) => {
    expect(hasDrift(listing(changes), SLOT, LOCK)).toBe(true);
  });

  it("does not mind a README, nor what lies beside high-level files", () => {
    const changes = { "envs/dev/cart/README.md": "hello", "hld/dev/cart/notes.yaml": "a: 1\n" };
    expect(hasDrift(listing(changes), SLOT, LOCK)).toBe(false);
  });

  it("takes a link in the place of a file for a change", () => {
    const files = listing().map((file) => (file.path.endsWith("deployment.yaml") ? { ...file, isLink: true } : file));
    expect(hasDrift(files, SLOT, LOCK)).toBe(true);
  });

  it("cannot tell when a lock of an earlier version has no digest of blobs, but still sees what is missing or extra", () => {
    const { files, highLevel } = LOCK;
    const old = { files, ...(highLevel === undefined ? {} : { highLevel }) };
    expect(hasDrift(listing(), SLOT, old)).toBeUndefined();
    expect(hasDrift(listing({ "envs/dev/cart/shop/deployment.yaml": undefined }), SLOT, old)).toBe(true);
    expect(hasDrift(listing({ "envs/dev/cart/extra.yaml": "a: 1\n" }), SLOT, old)).toBe(true);
  });

  it("cannot tell when the pipeline has no folder any more for the high-level files", () => {
    expect(hasDrift(listing(), { ...SLOT, highLevelPath: undefined }, LOCK)).toBeUndefined();
  });
});
