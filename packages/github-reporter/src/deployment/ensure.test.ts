import { describe, expect, it } from "vitest";

import { createGitHubClient } from "../github/client/client.ts";
import { ensureDeployment } from "./ensure.ts";

const commit = { repository: "acme/shop", sha: "a".repeat(40) };
const wanted = { source: commit, environment: "dev", state: "success", text: "Done" } as const;

describe("ensureDeployment", () => {
  it.each([
    ["a time that is none", "yesterday", "r-1"],
    ["an id with a space", "2026-03-02T10:15:00Z", "r 1"],
  ])("refuses %s, and asks GitHub for nothing", async (_case, at, release) => {
    const asked: unknown[] = [];
    const fetch = (url: unknown): Promise<Response> => Promise.resolve(Response.json(asked.push(url) && []));
    const client = createGitHubClient({ auth: { token: "ghp_test" }, fetch });
    const deployment = { ...wanted, at, key: { release, slot: "dev/cart", manifests: commit } };
    const refused = await ensureDeployment(client, deployment, { creators: ["acme-gitops[bot]"] });
    expect(refused._unsafeUnwrapErr()).toMatchObject({ code: "GITHUB_REQUEST_FAILED", refusal: "not-sent" });
    expect(asked).toEqual([]);
  });
});
