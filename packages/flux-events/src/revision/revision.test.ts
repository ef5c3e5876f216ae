import { describe, expect, it } from "vitest";

import { parseRevision, type Revision } from "./revision.ts";

const SHA1 = "0c8f4c3a9d1b7e6f5a4b3c2d1e0f9a8b7c6d5e4f";
const SHA256 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

const commit = (ref?: string): Revision => ({ ...(ref !== undefined && { ref }), algorithm: "sha1", digest: SHA1 });
const artifact = (ref?: string): Revision => ({
  ...(ref !== undefined && { ref }),
  algorithm: "sha256",
  digest: SHA256,
});

describe("parseRevision", () => {
  it.each<[string, Revision]>([
    // GitRepository, since Flux 0.40
    [`main@sha1:${SHA1}`, commit("main")],
    [`feature/branch@sha1:${SHA1}`, commit("feature/branch")],
    [`v1.8.0@sha1:${SHA1}`, commit("v1.8.0")],
    [`6.0.3@sha1:${SHA1}`, commit("6.0.3")],
    [`refs/heads/main@sha1:${SHA1}`, commit("refs/heads/main")],
    [`refs/tags/v1@sha1:${SHA1}`, commit("refs/tags/v1")],
    [`refs/pull/420/head@sha1:${SHA1}`, commit("refs/pull/420/head")],
    [`refs/merge-requests/1/head@sha1:${SHA1}`, commit("refs/merge-requests/1/head")],
    [`pkg@v1.0.0@sha1:${SHA1}`, commit("pkg@v1.0.0")],
    [`sha1:${SHA1}`, commit()],
    // before 0.40
    [`main/${SHA1}`, commit("main")],
    [`feature/branch/${SHA1}`, commit("feature/branch")],
    [`v1.8.0/${SHA1}`, commit("v1.8.0")],
    [`feat@x/${SHA1}`, commit("feat@x")],
    [`HEAD/${SHA1}`, commit()],
    [SHA1, commit()],
    // artifacts
    [`latest@sha256:${SHA256}`, artifact("latest")],
    [`v1.0.0@sha256:${SHA256}`, artifact("v1.0.0")],
    [`1.2.3@sha256:${SHA256}`, artifact("1.2.3")],
    [`sha256:${SHA256}`, artifact()],
    [`latest/${SHA256}`, artifact("latest")],
    [SHA256, artifact()],
    [`main@<unknown>:${SHA256}`, artifact("main")],
    // charts
    ["6.5.0", { version: "6.5.0" }],
    ["v1.2.3", { version: "v1.2.3" }],
    ["6.5.0+5394cb7f4833", { version: "6.5.0+5394cb7f4833" }],
    ["6.5.0+1", { version: "6.5.0+1" }],
    ["6.5.0+5394cb7f4833.2", { version: "6.5.0+5394cb7f4833.2" }],
    ["6.5.0-rc.1+5394cb7f4833.2", { version: "6.5.0-rc.1+5394cb7f4833.2" }],
    ["6.5.0_5394cb7f4833", { version: "6.5.0_5394cb7f4833" }],
    // written by hand
    ["main@sha1:0c8f4c3", { ref: "main", algorithm: "sha1", digest: "0c8f4c3" }],
    [`MAIN@SHA1:${SHA1.toUpperCase()}`, { ref: "MAIN", algorithm: "sha1", digest: SHA1 }],
    // no revision
    ["", {}],
    ["main", {}],
    ["unknown", {}],
    ["master/123456789", {}],
    [`main@sha1:${SHA1}\n`, {}],
  ])("reads %j", (text, revision) => {
    expect(parseRevision(text)).toEqual(revision);
  });
});
