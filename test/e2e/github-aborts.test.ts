import { generateKeyPairSync } from "node:crypto";

import { callGitHub, type GitHubClient, type GitHubError } from "@gitops/github-reporter";
import type { Result } from "neverthrow";
import { describe, expect, it, vi } from "vitest";

import { hang, json, scriptedClient, scriptGitHub } from "./github-scripted.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

const write = async (client: GitHubClient, signal: AbortSignal): Promise<Result<unknown, GitHubError>> =>
  callGitHub(client, "POST /repos/{owner}/{repo}/dispatches", {
    owner: "acme",
    repo: "shop",
    event_type: "deployed",
    request: { signal },
  });
const read = async (client: GitHubClient, signal: AbortSignal): Promise<Result<unknown, GitHubError>> =>
  callGitHub(client, "GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop", request: { signal } });
const never = new AbortController().signal;
const soon = (): AbortSignal => AbortSignal.timeout(30);
const HOUR_MS = 3_600_000;

/** An answer, and a signal that aborts soon after GitHub was asked for it. */
function abortedAfter(answer: () => Promise<Response>): {
  readonly signal: AbortSignal;
  readonly answer: () => Promise<Response>;
} {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    answer: () => {
      setTimeout(() => {
        controller.abort(new Error("no longer wanted"));
      }, 30);
      return answer();
    },
  };
}

/** Expects that an aborted call ends although what it waits for takes longer than a test may. */
async function expectAtOnce(call: Promise<Result<unknown, GitHubError>>): Promise<void> {
  const error = (await call)._unsafeUnwrapErr();
  expect(error).toMatchObject({ code: "GITHUB_UNAVAILABLE", status: undefined });
  expect(error.message).toContain("aborted");
}

describe("an aborted request ends at once", () => {
  it("when it was aborted before it began", async () => {
    const github = scriptGitHub();
    for (const reason of [undefined, "a text", new Error("an error"), { some: "object" }]) {
      await expectAtOnce(write(scriptedClient(github), AbortSignal.abort(reason)));
    }
    expect(github.requests).toEqual([]);
  });

  it("while it waits for its turn", async () => {
    const github = scriptGitHub();
    const client = scriptedClient(github, { burst: 1, writesPerMinute: 1, maxWaitSeconds: 3600 });
    expect((await write(client, never)).isOk()).toBe(true);
    await expectAtOnce(write(client, soon()));
    expect(github.requests).toHaveLength(1);
  });

  it("and leaves its turn to the next", async () => {
    const github = scriptGitHub();
    const client = scriptedClient(github, { burst: 1, writesPerMinute: 120, maxWaitSeconds: 3600 });
    expect((await write(client, never)).isOk()).toBe(true);
    // Their turns would fill ten minutes.
    const aborted = Array.from({ length: 1200 }, () => write(client, soon()));
    for (const result of await Promise.all(aborted)) expect(result.isErr()).toBe(true);
    expect((await write(client, never)).isOk()).toBe(true);
    expect(github.requests).toHaveLength(2);
  });

  it("while it waits because ten others are on their way", async () => {
    const github = scriptGitHub(...Array.from({ length: 10 }, () => hang));
    const client = scriptedClient(github, { timeoutMs: HOUR_MS });
    const end = new AbortController();
    const others = Array.from({ length: 10 }, () => write(client, end.signal));
    await vi.waitFor(() => {
      expect(github.requests).toHaveLength(10);
    });
    await expectAtOnce(write(client, soon()));
    end.abort();
    await Promise.all(others);
    expect(github.requests).toHaveLength(10);
  });

  it("during Retry-After", async () => {
    const { signal, answer } = abortedAfter(() =>
      Promise.resolve(json(429, { message: "Slow down" }, { "retry-after": "50" })),
    );
    const github = scriptGitHub(answer);
    await expectAtOnce(write(scriptedClient(github), signal));
    expect(github.requests).toHaveLength(1);
  });

  it("during the pause before a retry", async () => {
    const { signal, answer } = abortedAfter(() => Promise.resolve(json(502, {})));
    const github = scriptGitHub(answer, json(502, {}));
    await expectAtOnce(read(scriptedClient(github, { retryUnitMs: HOUR_MS }), signal));
    expect(github.requests).toHaveLength(1);
  });

  it("while the token is asked for", async () => {
    let mint = (): void => undefined;
    const minted = new Promise<void>((resolve) => (mint = resolve));
    const token = (): Promise<Response> =>
      minted.then(() => json(201, { token: "ghs_a", expires_at: new Date(Date.now() + HOUR_MS), permissions: {} }));
    const { signal, answer } = abortedAfter(token);
    const github = scriptGitHub(answer);
    const client = scriptedClient(github, { auth: { appId: 1, privateKey, installationId: 31 } });
    await expectAtOnce(write(client, signal));
    mint();
    expect(github.requests.map(({ path }) => path)).toEqual(["/app/installations/31/access_tokens"]);
    expect((await write(client, never)).isOk()).toBe(true);
    expect(github.requests.at(-1)).toMatchObject({ path: "/repos/acme/shop/dispatches", authorization: "token ghs_a" });
  });

  it("while GitHub answers, also when fetch does not heed the signal", async () => {
    const { signal, answer } = abortedAfter(() => new Promise(() => undefined));
    const deaf = scriptGitHub(answer);
    await expectAtOnce(read(scriptedClient(deaf), signal));
    expect(deaf.requests).toHaveLength(1);
  });

  it("while the body of the answer arrives", async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("{"));
      },
    });
    const github = scriptGitHub(new Response(body, { headers: { "content-type": "application/json" } }));
    await expectAtOnce(read(scriptedClient(github), soon()));
  });
});
