import { notFound } from "../../http/api-problem.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { settingsOf } from "../../records/repository.ts";
import { showCommit } from "../commits/commits.ts";

/** Branches with their protection. */
export const branchRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/branches/{branch}",
    documentation: "https://docs.github.com/rest/branches/branches#get-a-branch",
    answer: getBranch,
  },
  {
    route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
    documentation: "https://docs.github.com/rest/repos/rules#get-rules-for-a-branch",
    answer: getRules,
  },
];

async function getBranch(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository } = request;
  const name = param(request, "branch");
  const sha = repository.git.refs.read(`refs/heads/${name}`);
  if (sha === undefined) throw notFound("Branch not found");
  const isProtected = settingsOf(repository).protectedBranches?.includes(name) === true;
  const self = github.links.rest(`/repos/${repository.fullName}/branches/${encodeURIComponent(name)}`);
  const html = github.links.web(`/${repository.fullName}/tree/${name}`);
  return {
    status: 200,
    body: {
      name,
      commit: await showCommit(request, sha),
      _links: { self, html },
      protected: isProtected,
      protection: {
        enabled: isProtected,
        required_status_checks: { enforcement_level: "off", contexts: [], checks: [] },
      },
      protection_url: `${self}/protection`,
    },
  };
}

function getRules(request: RepositoryRequest): ApiReply {
  const { repository } = request;
  const types = settingsOf(repository).rules?.[param(request, "branch")] ?? [];
  const ruleset = { ruleset_source_type: "Repository", ruleset_source: repository.fullName, ruleset_id: 1 };
  return { status: 200, body: types.map((type) => ({ type, ...ruleset })) };
}
