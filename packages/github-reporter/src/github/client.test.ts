import { createVerify, generateKeyPairSync } from "node:crypto";

import { describe, expect, it } from "vitest";

import { callGitHub } from "./call.ts";
import { createGitHubClient } from "./client.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

describe("createGitHubClient", () => {
  it("acts as an installation of a GitHub App, with a token that it asks for once", async () => {
    const requests: { readonly url: string; readonly authorization: string }[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : input.toString();
      requests.push({ url, authorization: new Headers(init?.headers).get("authorization") ?? "" });
      const body = url.endsWith("/access_tokens")
        ? { token: "ghs_installation", expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} }
        : { full_name: "acme/shop" };
      return Promise.resolve(Response.json(body, { status: url.endsWith("/access_tokens") ? 201 : 200 }));
    };
    const client = createGitHubClient({
      auth: { appId: 123456, privateKey, installationId: 7890 },
      baseUrl: "https://github.example/api/v3",
      fetch,
    });
    for (let i = 0; i < 2; i++) {
      const repository = await callGitHub(client, "GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop" });
      expect(repository.isOk()).toBe(true);
    }

    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
      "/api/v3/app/installations/7890/access_tokens",
      "/api/v3/repos/acme/shop",
      "/api/v3/repos/acme/shop",
    ]);
    expect(issuerOf(requests[0]?.authorization ?? "")).toBe(123456);
    expect(requests[1]?.authorization).toBe("token ghs_installation");
  });

  it("reports a private key that is none without showing it", async () => {
    const client = createGitHubClient({ auth: { appId: 1, privateKey: "s3cret", installationId: 2 } });
    const result = await callGitHub(client, "GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop" });
    const error = result._unsafeUnwrapErr();
    expect(error.code).toBe("GITHUB_UNAVAILABLE");
    expect(error.message).not.toContain("s3cret");
  });
});

/** Verifies the JSON web token of a Bearer header, and returns who issued it. */
function issuerOf(authorization: string): unknown {
  const [head = "", payload = "", signature = ""] = authorization.replace("bearer ", "").split(".");
  const verified = createVerify("RSA-SHA256").update(`${head}.${payload}`).verify(publicKey, signature, "base64url");
  expect(verified).toBe(true);
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { readonly iss: unknown };
  return claims.iss;
}
