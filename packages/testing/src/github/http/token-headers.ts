import type { Account } from "../account.ts";

/**
 * Shows what GitHub tells about a token in each answer: the scopes of a classic one, and when it expires.
 *
 * @see https://docs.github.com/rest/authentication/authenticating-to-the-rest-api
 */
export function tokenHeaders(account: Account | undefined): Readonly<Record<string, string>> {
  const { scopes, tokenExpiresAt } = account ?? {};
  return {
    ...(scopes !== undefined && { "x-oauth-scopes": scopes.join(", ") }),
    ...(tokenExpiresAt !== undefined && { "github-authentication-token-expiration": toGitHubTime(tokenExpiresAt) }),
  };
}

/** GitHub writes `2026-03-02 10:15:00 UTC` here. */
function toGitHubTime(time: string): string {
  return new Date(time).toISOString().replace(/T(.*)\.\d+Z$/, " $1 UTC");
}
