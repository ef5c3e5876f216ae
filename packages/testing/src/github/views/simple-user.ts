import type { Account } from "../account.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import { nodeId } from "./node-id.ts";

/**
 * Shows an account inside of other objects.
 *
 * @see https://docs.github.com/rest/users/users
 */
export function simpleUser({ links }: GitHubInstance, account: Account): JsonObject {
  const api = links.rest(`/users/${encodeURIComponent(account.login)}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: links.web(`/avatars/${account.id}`),
    gravatar_id: "",
    url: api,
    html_url: links.web(`/${account.login}`),
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** Shows the account with a login; null when there is none, as for deleted users. */
export function userByLogin(github: GitHubInstance, login: string | null): JsonObject | null {
  const account = login === null ? undefined : github.accounts.byLogin(login);
  return account === undefined ? null : simpleUser(github, account);
}
