import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";

import { checkBaseUrl } from "../base-url.ts";
import { callOptionsOf, MINT, pathOf } from "./call-options.ts";
import type { GitHubClient } from "../call.ts";
import { completeAnswers } from "./complete-answers.ts";
import { checkPrivateKey, limiterId, secretsOf, type AppAuth, type GitHubAuth } from "./credentials.ts";
import { toInstallationId, toInstallationKey } from "./installation-key.ts";
import { sendPatiently, type Patience } from "./patience.ts";
import { scrubError } from "./scrub-error.ts";
import { withTimeout } from "./timeout.ts";
import { writePaces, type WriteLimits } from "./write-limits.ts";
import { createWriteTurns, requestClock } from "./write-turns.ts";

/** Options of {@link createGitHubClient}. */
export interface GitHubClientOptions extends WriteLimits {
  /** Credentials. */
  readonly auth: GitHubAuth;
  /**
   * Base of the REST API: `https://api.github.com`, `https://HOST/api/v3` for GitHub Enterprise Server, or
   * `https://api.NAME.ghe.com`. Default: the first.
   */
  readonly baseUrl?: string | undefined;
  /** `none` writes as fast as GitHub takes it, for a GitHub Enterprise Server without rate limits. Default: the write limits. */
  readonly limits?: "none" | undefined;
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

// The plugin's own list, with what a repetition does not change, and with what only sendPatiently repeats, by Retry-After.
const DO_NOT_RETRY = [301, 302, 303, 400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 423, 429, 451, 503];

/**
 * Creates a client for GitHub that is safe to leave alone.
 *
 * Reads and updates are retried on 5xx and lost connections; a POST never is, because GitHub may have executed it.
 * Rate limits are waited for up to `maxWaitSeconds`. Writes start as fast as the write limits allow; they belong to this
 * client, so that credentials that are used twice want one client.
 *
 * A call may say in its parameters: `request.signal` aborts at once, also while it waits for its turn; `request.retries: 0`
 * wants one attempt; `request.maxWaitSeconds` is its own longest wait.
 *
 * @throws TypeError for a base that is not the REST API and for a private key that is none, RangeError for a limit below 1.
 * @example
 * ```ts source="./client.examples.ts#createGitHubClient_app"
 * const client = createGitHubClient({ auth: { appId: 123456, privateKey, installationId: 7890 } });
 * const login = await whoAmI(client);
 * ```
 * @see https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const { auth, timeoutMs = 10_000, maxWaitSeconds = 60, retryUnitMs = 1000 } = options;
  const baseUrl = checkBaseUrl(options.baseUrl ?? "https://api.github.com");
  checkPrivateKey(auth);
  const paces = writePaces(options);
  const patience: Patience = {
    turns: options.limits === "none" ? undefined : createWriteTurns(paces),
    maxWaitSeconds,
    retryUnitMs,
    clock: requestClock,
  };

  const octokit = new (Octokit.plugin(completeAnswers, retry, throttling))({
    ...("token" in auth ? { auth: auth.token } : { authStrategy: createAppAuth, auth: toAppAuth(auth, baseUrl) }),
    baseUrl,
    userAgent: options.userAgent ?? "gitops-sdk",
    request: { fetch: withTimeout(options.fetch ?? globalThis.fetch, timeoutMs) },
    retry: { retries: 2, doNotRetry: DO_NOT_RETRY, retryAfterBaseValue: retryUnitMs },
    throttle: {
      id: limiterId(auth, baseUrl),
      write: AT_ONCE,
      notifications: AT_ONCE,
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
    log: SILENT,
  });

  const secrets = secretsOf(auth);
  octokit.hook.wrap("request", (send, request) => {
    const call = callOptionsOf(request);
    // Any other number than 0 would make the retry plugin repeat what cannot succeed, and a POST.
    request.request["retries"] = call.once || !call.isRepeatable ? 0 : undefined;
    return sendPatiently(send, request, patience, call);
  });
  octokit.hook.before("request", (request) => {
    request.headers["x-github-api-version"] = API_VERSION;
    request.url = pathOf(request.url, baseUrl);
    if (request.url === MINT) request["installation_id"] = toInstallationId(Number(request["installation_id"]));
  });
  octokit.hook.error("request", (error) => {
    throw scrubError(error, secrets);
  });
  return octokit;
}

/** What auth-app takes; an installation that is undefined is a mistake to it. */
function toAppAuth({ appId, privateKey, installationId }: AppAuth, baseUrl: string): object {
  const app = { appId, privateKey };
  if (installationId === undefined) return app;
  return { ...app, installationId: toInstallationKey(installationId, { baseUrl, appId }) };
}

// sendPatiently has let a write start by the time the throttling plugin sees it; what is left to it is how many run at once.
// The plugin asks for a Group of Bottleneck, and calls nothing but this of it.
const AT_ONCE = { key: () => ({ schedule: <T>(_options: unknown, start: () => T): T => start() }) } as never;

// The plugins would write to the console; what went wrong is in the error that the caller gets.
const ignore = (): void => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };
