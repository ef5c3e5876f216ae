import type { ResultAsync } from "neverthrow";
import { errAsync, okAsync } from "neverthrow";

import { callGitHub, readAnswer, type GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import { isNoUser } from "../github/identity.ts";
import { repositoryParameters } from "../github/repository.ts";
import type { GitHubPermissions } from "./features.ts";

/** What GitHub tells about a token. */
export type Token =
  | {
      /** A classic personal access token. */
      readonly kind: "classic";
      readonly login: string;
      readonly scopes: readonly string[];
      /** As GitHub writes it; undefined for a token that does not expire. */
      readonly expires: string | undefined;
    }
  | {
      /** A fine-grained personal access token, or one of a user from an App: GitHub does not tell what it may do. */
      readonly kind: "fine-grained";
      readonly login: string;
      readonly expires: string | undefined;
    }
  | {
      /** An App that asks for installation tokens by itself. */
      readonly kind: "app";
      readonly login: string;
      readonly permissions: GitHubPermissions;
      readonly isSuspended: boolean;
    }
  | {
      /** An installation token of its own, such as the `GITHUB_TOKEN` of a workflow: GitHub tells nothing about it. */
      readonly kind: "installation";
    };

/** Finds out what a client authenticates with for a repository. */
export function readToken(client: GitHubClient, repository: string): ResultAsync<Token, GitHubError> {
  return readUserToken(client).orElse((error) =>
    isNoUser(error) ? readAppToken(client, repository) : errAsync(error),
  );
}

function readUserToken(client: GitHubClient): ResultAsync<Token, GitHubError> {
  return readAnswer(client, "GET /user", {}).map(({ data: { login }, headers }): Token => {
    const expires = textOf(headers["github-authentication-token-expiration"]);
    const scopes = textOf(headers["x-oauth-scopes"]);
    if (scopes === undefined) return { kind: "fine-grained", login, expires };
    return { kind: "classic", login, expires, scopes: scopes.split(",").map((scope) => scope.trim()) };
  });
}

function readAppToken(client: GitHubClient, repository: string): ResultAsync<Token, GitHubError> {
  return callGitHub(client, "GET /repos/{owner}/{repo}/installation", { ...repositoryParameters(repository) })
    .map((found): Token => ({
      kind: "app",
      login: `${found.app_slug}[bot]`,
      permissions: { ...(found.permissions as GitHubPermissions) },
      isSuspended: found.suspended_at !== null,
    }))
    .orElse((error) =>
      // Only the App itself may ask, with a JSON web token.
      error.code === "GITHUB_REQUEST_FAILED" && error.status === 401
        ? okAsync<Token, GitHubError>({ kind: "installation" })
        : errAsync(error),
    );
}

function textOf(header: unknown): string | undefined {
  return typeof header === "string" ? header : undefined;
}
