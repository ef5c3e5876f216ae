import type { App, Installation } from "../apps/app.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import { nodeId } from "./node-id.ts";
import { repositoryOwner } from "./repository-owner.ts";

/**
 * Shows an App to itself.
 *
 * @see https://docs.github.com/rest/apps/apps#get-the-authenticated-app
 */
export function appView(github: GitHubInstance, app: App): JsonObject {
  return {
    id: app.id,
    slug: app.slug,
    client_id: app.clientId,
    node_id: nodeId("Integration", app.id),
    owner: repositoryOwner(github, app.installations[0]?.owner ?? "github"),
    name: app.slug,
    description: "",
    external_url: github.links.web("/"),
    html_url: github.links.web(`/apps/${app.slug}`),
    created_at: github.startedAt,
    updated_at: github.startedAt,
    permissions: app.permissions,
    events: app.events,
    installations_count: app.installations.length,
  };
}

/**
 * Shows an installation to its App.
 *
 * @see https://docs.github.com/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app
 */
export function installationView(
  github: GitHubInstance,
  app: App,
  { id, owner, repositories }: Installation,
): JsonObject {
  const account = repositoryOwner(github, owner);
  return {
    id,
    account,
    repository_selection: repositories === undefined ? "all" : "selected",
    access_tokens_url: github.links.rest(`/app/installations/${id}/access_tokens`),
    repositories_url: github.links.rest("/installation/repositories"),
    html_url: github.links.web(`/organizations/${owner}/settings/installations/${id}`),
    app_id: app.id,
    app_slug: app.slug,
    client_id: app.clientId,
    target_id: account["id"],
    target_type: "Organization",
    permissions: app.permissions,
    events: app.events,
    created_at: github.startedAt,
    updated_at: github.startedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}
