import { notFound } from "../../http/api-problem.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { simpleUser } from "../../views/simple-user.ts";

/** Who may do what in a repository. */
export const collaboratorRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
    documentation: "https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user",
    answer: getPermission,
  },
];

function getPermission(request: RepositoryRequest): ApiReply {
  const { github } = request;
  const account = github.accounts.byLogin(param(request, "username"));
  if (account === undefined) throw notFound();
  const { permission } = account;
  const user = {
    ...simpleUser(github, account),
    permissions: {
      pull: true,
      triage: permission === "write",
      push: permission === "write",
      maintain: false,
      admin: false,
    },
    role_name: permission,
  };
  return { status: 200, body: { permission, role_name: permission, user } };
}
