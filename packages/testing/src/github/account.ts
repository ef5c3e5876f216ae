import type { Permissions } from "./apps/app.ts";

/** Somebody who may act on the embedded GitHub. */
export interface Account {
  /** Numeric id, as in all of GitHub's answers. */
  readonly id: number;
  /** Login, e.g. `ada` or `gitops[bot]`. */
  readonly login: string;
  /** Whether GitHub shows a person or an App. */
  readonly type: "User" | "Bot";
  /** Token that REST calls and Git over HTTP authenticate with. */
  readonly token: string;
  /** Name on commits; the login unless it was given. */
  readonly name: string;
  /** Address on commits; GitHub's noreply address unless it was given. */
  readonly email: string;
  /** What the account may do in every repository; `read` may still comment and review. */
  readonly permission: "read" | "write";
  /** Permissions of an installation token, which is what the token is then; undefined for that of a user. */
  readonly permissions?: Permissions | undefined;
  /** Repositories that an installation token reaches; undefined for all. */
  readonly reach?: InstallationReach;
  /** Scopes of a classic personal access token; undefined for a fine-grained one. */
  readonly scopes?: readonly string[] | undefined;
  /** When the token expires, RFC 3339; it is shown, and not enforced. */
  readonly tokenExpiresAt?: string | undefined;
}

/** The repositories of an installation token. */
export interface InstallationReach {
  /** Owner of all of them. */
  readonly owner: string;
  /** Their names in lower case; undefined for all of the owner. */
  readonly repositories: readonly string[] | undefined;
}

/** An account to be created. */
export interface AccountOptions {
  /** Login, e.g. `ada` or `gitops[bot]`. */
  readonly login: string;
  /** Token of the account; at least one character. */
  readonly token: string;
  /** Default `Bot` for logins that end in `[bot]`, else `User`. */
  readonly type?: "User" | "Bot";
  /** Default the login. */
  readonly name?: string;
  /** Default `<id>+<login>@users.noreply.github.com`. */
  readonly email?: string;
  /** Default `write`. */
  readonly permission?: "read" | "write";
  /** Makes the token one of an installation, such as the `GITHUB_TOKEN` of a workflow, with these permissions; default none. */
  readonly permissions?: Permissions;
  /** Scopes of a classic personal access token, as `X-OAuth-Scopes` shows them; default a fine-grained one. */
  readonly scopes?: readonly string[];
  /** When the token expires, RFC 3339, as `GitHub-Authentication-Token-Expiration` shows it; default never. */
  readonly tokenExpiresAt?: string;
}

/** The account that exists when the caller names none. */
export const DEFAULT_ACCOUNT: AccountOptions = { login: "gitops-bot", token: "embedded-github-token" };

export function toAccount(id: number, options: AccountOptions): Account {
  const { login, token } = options;
  if (login === "" || token === "") throw new TypeError("An account needs a login and a token.");
  return {
    id,
    login,
    token,
    type: options.type ?? (login.endsWith("[bot]") ? "Bot" : "User"),
    name: options.name ?? login,
    permission: options.permission ?? "write",
    permissions: options.permissions,
    scopes: options.scopes,
    tokenExpiresAt: options.tokenExpiresAt,
    email: options.email ?? `${id}+${login}@users.noreply.github.com`,
  };
}
