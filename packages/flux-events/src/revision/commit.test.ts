import { describe, expect, it } from "vitest";

import { sampleEvent } from "../event/sample-event.ts";
import { commitOf } from "./commit.ts";

const CODE = "1111111111111111111111111111111111111111";
const APPLIED = "2222222222222222222222222222222222222222";
const ARTIFACT = "latest@sha256:5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

const commitFrom = (metadata: Readonly<Record<string, string>>) => commitOf(sampleEvent({ metadata }));

describe("commitOf", () => {
  it("reads the revision that was applied", () => {
    expect(commitFrom({ revision: `main@sha1:${APPLIED}` })).toEqual({ sha: APPLIED, ref: "main" });
  });

  it("prefers the commit behind an artifact to the artifact", () => {
    expect(commitFrom({ revision: ARTIFACT, originRevision: `main@sha1:${CODE}` })).toEqual({ sha: CODE, ref: "main" });
  });

  it("prefers what the user says to everything", () => {
    expect(
      commitFrom({ commit: CODE, originRevision: `main@sha1:${APPLIED}`, revision: `main@sha1:${APPLIED}` }),
    ).toEqual({ sha: CODE });
  });

  it.each([`main/${APPLIED}`, `HEAD/${APPLIED}`, `sha1:${APPLIED}`, `feat@x/${APPLIED}`])(
    "reads the revision %j",
    (revision) => {
      expect(commitFrom({ revision })?.sha).toBe(APPLIED);
    },
  );

  it("takes forty bare digits for a commit where people write them", () => {
    expect(commitFrom({ commit: CODE })?.sha).toBe(CODE);
    expect(commitFrom({ originRevision: CODE.toUpperCase() })?.sha).toBe(CODE);
  });

  it("passes over what names no commit", () => {
    expect(commitFrom({ commit: "unknown", originRevision: "6.1.5", revision: `main@sha1:${APPLIED}` })).toEqual({
      sha: APPLIED,
      ref: "main",
    });
  });

  it.each([
    ["the digest of an artifact", { revision: ARTIFACT }],
    ["the checksum of a snapshot", { revision: APPLIED }],
    ["an artifact from before 0.40", { revision: `latest/${"5b".repeat(32)}` }],
    ["a digest that is called the origin", { originRevision: `sha256:${"5b".repeat(32)}` }],
    ["the name of a branch", { revision: "main" }],
    ["an anonymised commit", { revision: "master/123456789" }],
    ["a commit in short behind its branch", { revision: "main@sha1:0c8f4c3" }],
    ["a chart version", { revision: "6.5.0+0c8f4c3a9d1b" }],
    ["an abbreviated commit", { commit: "0c8f4c3" }],
    ["a commit with an odd number of digits", { revision: `main@sha1:${APPLIED}2` }],
    ["an artifact that is called a commit", { commit: ARTIFACT }],
    ["nothing", {}],
  ])("does not take %s for a commit", (_, metadata: Readonly<Record<string, string>>) => {
    expect(commitFrom(metadata)).toBeUndefined();
  });
});
