import { createHash } from "node:crypto";

import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";

import type { GitHubClient } from "./call.ts";
import { writeLimiters, type WriteLimits } from "./limits.ts";
import { abortable, abortError, withTimeout } from "./timeout.ts";

/** Names the credentials of a client. */
export type GitHubAuth =
  | {
      /** Personal access token, installation token, or the `GITHUB_TOKEN` of a workflow. */
      readonly token: string;
    }
  | {
      /** Id or client id of the GitHub App. */
      readonly appId: number | string;
      /** Private key of the App, PEM. */
      readonly privateKey: string;
      /** Installation to act as; without it the client can only ask for the App and its installations. */
      readonly installationId?: number | undefined;
    };

/** Options of {@link createGitHubClient}. */
export interface GitHubClientOptions extends WriteLimits {
  /** Credentials. */
  readonly auth: GitHubAuth;
  /** Base of the REST API; `https://HOST/api/v3` for GitHub Enterprise Server. Default: `https://api.github.com`. */
  readonly baseUrl?: string | undefined;
  /** Name that GitHub sees. Default: `gitops-sdk`. */
  readonly userAgent?: string;
  /** Milliseconds that one attempt may take. Default: 10000. */
  readonly timeoutMs?: number;
  /** Longest time in seconds to wait for a rate limit before `GITHUB_RATE_LIMITED` is returned. Default: 60. */
  readonly maxWaitSeconds?: number;
  /** Milliseconds that one "second" of waiting before a retry takes; for tests. Default: 1000. */
  readonly retryUnitMs?: number;
  /** Implementation of fetch. Default: the global one. */
  readonly fetch?: typeof globalThis.fetch;
}

// The only version that every supported GitHub Enterprise Server knows; Octokit itself sends none.
const API_VERSION = "2022-11-28";

// The plugin's own list, with what a repetition does not change, and with 429: only the throttling plugin heeds Retry-After.
const DO_NOT_RETRY = [400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 423, 429, 451];

/**
 * Creates a client for GitHub that is safe to leave alone.
 *
 * Reads and updates are retried on 5xx and lost connections; a POST never is, because GitHub may have executed it.
 * Rate limits are waited for up to `maxWaitSeconds`. `request.signal` aborts at once, also while a request waits for its turn.
 *
 * @example
 * ```ts source="./client.examples.ts#createGitHubClient_app"
 * const client = createGitHubClient({ auth: { appId: 123456, privateKey, installationId: 7890 } });
 * const login = await whoAmI(client);
 * ```
 * @see https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const { auth, timeoutMs = 10_000, maxWaitSeconds = 60, retryUnitMs = 1000 } = options;
  const mayWait = (retryAfter: number, _request: unknown, _octokit: unknown, retries: number): boolean =>
    retryAfter <= maxWaitSeconds && retries === 0;

  const octokit = new (Octokit.plugin(retry, throttling))({
    ...("token" in auth ? { auth: auth.token } : { authStrategy: createAppAuth, auth }),
    baseUrl: options.baseUrl ?? "https://api.github.com",
    userAgent: options.userAgent ?? "gitops-sdk",
    request: { fetch: withTimeout(options.fetch ?? globalThis.fetch, timeoutMs) },
    retry: { retries: 2, doNotRetry: DO_NOT_RETRY, retryAfterBaseValue: retryUnitMs },
    throttle: {
      ...writeLimiters(options),
      id: limiterId(auth),
      retryAfterBaseValue: retryUnitMs,
      onRateLimit: mayWait,
      onSecondaryRateLimit: mayWait,
    },
    log: SILENT,
  });

  octokit.hook.before("request", (request) => {
    request.headers["x-github-api-version"] = API_VERSION;
    if (request.method === "POST") request.request["retries"] = 0;
  });
  octokit.hook.wrap("request", (send, request) => {
    const signal = request.request.signal;
    if (signal === undefined) return send(request);
    if (signal.aborted) throw abortError(signal);
    return abortable(Promise.resolve(send(request)), signal);
  });
  return octokit;
}

// The plugins would write to the console; what went wrong is in the error that the caller gets.
const ignore = (): void => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** One limiter for each set of credentials: by default all clients of a process share one. */
function limiterId(auth: GitHubAuth): string {
  if (!("token" in auth)) return `app/${auth.appId}/${auth.installationId ?? ""}`;
  return createHash("sha256").update(auth.token).digest("hex");
}
