import { describe, expect, it } from "vitest";

import { dispatchId, type DispatchSubject } from "./payload.ts";

const subject: DispatchSubject = {
  slot: "dev/cart",
  release: "r-8f3a52c19e0b77d4",
  result: "success",
  manifests: { repository: "acme/shop-manifests", sha: "1".repeat(40) },
};

describe("dispatchId", () => {
  it("is the same for the same deployment, however its repository is written", () => {
    const manifests = { ...subject.manifests, repository: "Acme/Shop-Manifests" };
    expect(dispatchId({ ...subject, manifests })).toBe(dispatchId(subject));
  });

  it("differs by slot, result and commit", () => {
    const ids = [
      subject,
      { ...subject, slot: "stage/cart" },
      { ...subject, result: "failure" as const },
      { ...subject, manifests: { ...subject.manifests, sha: "2".repeat(40) } },
    ].map(dispatchId);
    expect(new Set(ids).size).toBe(4);
  });

  it("shows release and result, and has no spaces", () => {
    expect(dispatchId(subject)).toMatch(/^r-8f3a52c19e0b77d4-success-[0-9a-f]{12}$/);
  });

  it("names the commit where there is no release", () => {
    expect(dispatchId({ ...subject, release: null })).toMatch(/^1{12}-success-[0-9a-f]{12}$/);
  });
});
