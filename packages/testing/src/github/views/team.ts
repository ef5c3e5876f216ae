import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { Team } from "../teams/team.ts";
import { nodeId } from "./node-id.ts";
import { organisationId } from "./repository-owner.ts";

/**
 * Shows a team.
 *
 * @see https://docs.github.com/rest/teams/teams
 */
export function teamView({ links }: GitHubInstance, team: Team): JsonObject {
  const organization = organisationId(team.organization);
  const api = links.rest(`/organizations/${organization}/team/${team.id}`);
  return {
    id: team.id,
    node_id: nodeId("Team", team.id),
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "push",
    url: api,
    html_url: links.web(`/orgs/${team.organization}/teams/${team.slug}`),
    members_url: `${api}/members{/member}`,
    repositories_url: `${api}/repos`,
    type: "organization",
    organization_id: organization,
    parent: null,
  };
}

/** Shows the teams of a list that are still there. */
export function teamViews(
  github: GitHubInstance,
  organization: string,
  slugs: readonly string[],
): readonly JsonObject[] {
  return slugs.flatMap((slug) => {
    const team = github.teams.bySlug(organization, slug);
    return team === undefined ? [] : [teamView(github, team)];
  });
}
