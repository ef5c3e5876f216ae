import { createVerify, generateKeyPairSync } from "node:crypto";

import { describe, expect, it } from "vitest";

import { callGitHub } from "../call.ts";
import { createGitHubClient } from "./client.ts";
import { whoAmI } from "../identity.ts";
import { findInstallation } from "../installations/find-installation.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

/** A GitHub that answers with what a path says, and keeps what it was asked. */
function answering(bodies: Readonly<Record<string, object>>): {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: { readonly path: string; readonly authorization: string }[];
} {
  const requests: { readonly path: string; readonly authorization: string }[] = [];
  return {
    requests,
    fetch: (input, init) => {
      const path = new URL(input instanceof Request ? input.url : input).pathname;
      requests.push({ path, authorization: new Headers(init?.headers).get("authorization") ?? "" });
      return Promise.resolve(Response.json(bodies[path] ?? {}, { status: path in bodies ? 200 : 404 }));
    },
  };
}

describe("createGitHubClient", () => {
  const baseUrl = "https://github.example/api/v3";

  it("acts as an installation of a GitHub App, with a token that it asks for once", async () => {
    const { fetch, requests } = answering({
      "/api/v3/app/installations/7890/access_tokens": {
        token: "ghs_installation",
        expires_at: new Date(Date.now() + 3_600_000).toISOString(),
        permissions: {},
      },
      "/api/v3/repos/acme/shop": { full_name: "acme/shop" },
    });
    const client = createGitHubClient({ auth: { appId: 123456, privateKey, installationId: 7890 }, baseUrl, fetch });
    for (let i = 0; i < 2; i++) {
      const repository = await callGitHub(client, "GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop" });
      expect(repository.isOk()).toBe(true);
    }

    expect(requests.map(({ path }) => path)).toEqual([
      "/api/v3/app/installations/7890/access_tokens",
      "/api/v3/repos/acme/shop",
      "/api/v3/repos/acme/shop",
    ]);
    expect(issuerOf(requests[0]?.authorization ?? "")).toBe(123456);
    expect(requests[1]?.authorization).toBe("token ghs_installation");
  });

  it("asks as the App for its installation on a repository", async () => {
    const { fetch, requests } = answering({ "/api/v3/repos/acme/shop/installation": { id: 7890 } });
    const client = createGitHubClient({ auth: { appId: 123456, privateKey }, baseUrl, fetch });
    expect((await findInstallation(client, "acme/shop"))._unsafeUnwrap()).toBe(7890);
    expect(issuerOf(requests[0]?.authorization ?? "")).toBe(123456);
    const missing = await findInstallation(client, "acme/other");
    expect(missing._unsafeUnwrapErr()).toMatchObject({ code: "GITHUB_REQUEST_FAILED", status: 404 });
  });

  it("never sends the token of one server to another, where both have an installation of the same id", async () => {
    const sent: { readonly host: string; readonly authorization: string }[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      const { host, pathname } = new URL(input instanceof Request ? input.url : input);
      const isMint = pathname.endsWith("/installations/7/access_tokens");
      if (!isMint) sent.push({ host, authorization: new Headers(init?.headers).get("authorization") ?? "" });
      const token = { token: `ghs_${host}`, expires_at: new Date(Date.now() + 3_600_000), permissions: {} };
      return Promise.resolve(Response.json(isMint ? token : {}));
    };
    const hosts = ["a.example", "b.example"];
    await Promise.all(
      hosts.map((host) => {
        const auth = { appId: 1, privateKey, installationId: 7 };
        const client = createGitHubClient({ auth, baseUrl: `https://${host}/api/v3`, fetch });
        return callGitHub(client, "GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop" });
      }),
    );
    expect(sent.toSorted((one, other) => one.host.localeCompare(other.host))).toEqual(
      hosts.map((host) => ({ host, authorization: `token ghs_${host}` })),
    );
  });

  it("takes an installation that is undefined for none", async () => {
    const { fetch } = answering({ "/api/v3/repos/acme/shop/installation": { id: 7890 } });
    const auth = { appId: 123456, privateKey, installationId: undefined };
    const client = createGitHubClient({ auth, baseUrl, fetch });
    expect((await findInstallation(client, "acme/shop")).isOk()).toBe(true);
  });

  it("knows the login of an App by its slug, because GitHub refuses to name the user of an installation", async () => {
    const { fetch } = answering({ "/api/v3/app": { slug: "acme-gitops" } });
    const client = createGitHubClient({ auth: { appId: 123456, privateKey }, baseUrl, fetch });
    expect((await whoAmI(client))._unsafeUnwrap()).toBe("acme-gitops[bot]");
  });

  it.each(["s3cret", privateKey.slice(0, 400), privateKey.replaceAll("\n", " ")])(
    "refuses a private key that is none, and does not show it",
    (key) => {
      const create = (): unknown => createGitHubClient({ auth: { appId: 1, privateKey: key, installationId: 2 } });
      expect(create).toThrow(/^The private key of the App 1 cannot be read\. Give the whole PEM file that GitHub made/);
      expect(create).not.toThrow(key);
    },
  );
});

/** Verifies the JSON web token of a Bearer header, and returns who issued it. */
function issuerOf(authorization: string): unknown {
  const [head = "", payload = "", signature = ""] = authorization.replace("bearer ", "").split(".");
  const verified = createVerify("RSA-SHA256").update(`${head}.${payload}`).verify(publicKey, signature, "base64url");
  expect(verified).toBe(true);
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { readonly iss: unknown };
  return claims.iss;
}
