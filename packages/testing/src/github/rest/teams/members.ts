import type { Account } from "../../account.ts";
import { ApiProblem, notFound } from "../../http/api-problem.ts";
import { isGranted } from "../../http/permission.ts";
import { actorOf, param, type ApiReply, type ApiRequest, type GlobalRoute } from "../../http/route.ts";
import { undecodable } from "../../apps/json-web-token.ts";

/** Who is in a team. */
export const teamMemberRoutes: readonly GlobalRoute[] = [
  {
    route: "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
    documentation: "https://docs.github.com/rest/teams/members#get-team-membership-for-a-user",
    answer: getMembership,
  },
];

function getMembership(request: ApiRequest): ApiReply {
  if (request.app !== undefined) throw undecodable();
  const { github } = request;
  const organization = param(request, "org");
  requireMembersPermission(actorOf(request), organization);
  const team = github.teams.bySlug(organization, param(request, "team_slug"));
  const login = param(request, "username").toLowerCase();
  const member = team?.members.find((candidate) => candidate.toLowerCase() === login);
  if (team === undefined || member === undefined) throw notFound();
  const path = `/orgs/${team.organization}/teams/${team.slug}/memberships/${member}`;
  return { status: 200, body: { state: "active", role: "member", url: github.links.rest(path) } };
}

/** An installation needs the permission of the organisation that it is installed for. */
function requireMembersPermission(account: Account, organization: string): void {
  if (account.reach !== undefined && account.reach.owner.toLowerCase() !== organization.toLowerCase()) throw notFound();
  if (isGranted(account, "members", "read")) return;
  throw new ApiProblem(403, "Resource not accessible by integration", {
    headers: { "x-accepted-github-permissions": "members=read" },
  });
}
