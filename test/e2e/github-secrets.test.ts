import { generateKeyPairSync } from "node:crypto";
import { inspect } from "node:util";

import {
  callGitHub,
  findInstallation,
  whoAmI,
  type GitHubAuth,
  type GitHubClient,
  type GitHubError,
} from "@gitops/github-reporter";
import type { Result } from "neverthrow";
import { describe, expect, it } from "vitest";

import { hang, json, scriptedClient, scriptGitHub, type ScriptedAnswer } from "./github-scripted.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.c2lnbmF0dXJlLW9mLWEtdG9rZW4";

const AUTHS: readonly (readonly [string, GitHubAuth])[] = [
  ["a classic token", { token: "ghp_16C7e42F292c6912E7710c838347Ae178B4a" }],
  ["a fine-grained token", { token: "github_pat_11AAAAAAA0123456789_abcdefghijklmnopqrstuvwxyz" }],
  ["a long installation token", { token: `ghs_123456_${JWT}` }],
  ["a token of a form that nobody knows yet", { token: "s3cr3t/of=some+new~kind" }],
  ["an App", { appId: 1, privateKey, installationId: 42 }],
];

/** Everything that a log or a debugger can get out of an error. */
function allTextOf(error: unknown): string {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      texts.push(String(key));
      walk(Reflect.get(value, key));
    }
  };
  walk(error);
  const options = { depth: Infinity, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity };
  return [...texts, inspect(error, options), safeJson(error), String(error)].join("\n");
}

function safeJson(value: unknown): string {
  try {
    return JSON.stringify({ value });
  } catch {
    return "";
  }
}

const CALLS: readonly (readonly [string, (client: GitHubClient, signal: AbortSignal) => Promise<unknown>])[] = [
  ["callGitHub", async (client, signal) => failureOf(await callGitHub(client, "GET /user", { request: { signal } }))],
  ["whoAmI", async (client) => failureOf(await whoAmI(client))],
  ["findInstallation", async (client) => failureOf(await findInstallation(client, "acme/shop"))],
  [
    "client.request",
    async (client, signal) => {
      const parameters = { owner: "acme", repo: "shop", event_type: "deployed", request: { signal } };
      return client.request("POST /repos/{owner}/{repo}/dispatches", parameters).then(
        () => undefined,
        (error: unknown) => error,
      );
    },
  ],
];

function failureOf(result: Result<unknown, GitHubError>): unknown {
  return result.isErr() ? result.error : undefined;
}

describe.each(AUTHS)("with %s, no error shows it", (_name, auth) => {
  const secrets = "token" in auth ? [auth.token] : [auth.privateKey, ...auth.privateKey.split("\n").slice(1, -2)];

  /** A server or a network that repeats what it was sent. */
  const echo =
    (answer: (told: string) => ScriptedAnswer): typeof globalThis.fetch =>
    async (input, init) => {
      const authorization = new Headers(init?.headers).get("authorization") ?? "";
      const told = `${authorization} ${secrets.join("\n")} https://bot:${secrets[0] ?? ""}@github.com/acme`;
      return scriptGitHub(answer(told)).fetch(input, init);
    };

  const failures: readonly (readonly [string, typeof globalThis.fetch])[] = [
    [
      "a refusal",
      echo((told) => json(422, { message: told, errors: [{ message: told }] }, { "x-told": encodeURIComponent(told) })),
    ],
    ["a rate limit", echo((told) => json(429, { message: told }, { "retry-after": "9999" }))],
    ["a server error", echo((told) => json(500, { message: told }))],
    [
      "a lost connection",
      echo((told) => Object.assign(new TypeError(told), { cause: new Error(told, { cause: told }) })),
    ],
    [
      "a thrown object",
      echo((told) => Object.assign(new Error("x"), { headers: { authorization: told }, nested: [{ told }] })),
    ],
    [
      "an answer that is no JSON",
      echo((told) => new Response(told, { headers: { "content-type": "application/json" } })),
    ],
    ["a timeout", echo(() => hang)],
  ];

  it.each(failures)("after %s", async (_failure, fetch) => {
    const client = scriptedClient({ fetch, requests: [] }, { auth, timeoutMs: 50 });
    for (const [name, call] of CALLS) {
      const error = await call(client, new AbortController().signal);
      expect(error, name).toBeInstanceOf(Error);
      const text = allTextOf(error);
      for (const secret of secrets) expect(text.includes(secret), name).toBe(false);
      expect(text, name).not.toMatch(/\bgh[a-z]_|github_pat_1|\beyJ[A-Za-z0-9_-]{10}|BEGIN [A-Z ]*PRIVATE KEY/);
    }
  });

  it("after an abort", async () => {
    const client = scriptedClient({ fetch: echo(() => hang), requests: [] }, { auth });
    for (const [name, call] of [CALLS[0], CALLS[3]].filter((entry) => entry !== undefined)) {
      const error = await call(client, AbortSignal.timeout(20));
      const text = allTextOf(error);
      for (const secret of secrets) expect(text.includes(secret), name).toBe(false);
    }
  });
});
