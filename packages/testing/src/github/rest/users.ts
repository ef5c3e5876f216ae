import type { Account } from "../account.ts";
import { ApiProblem, notFound } from "../http/api-problem.ts";
import { requireUser } from "../http/permission.ts";
import { actorOf, param, type ApiReply, type ApiRequest, type GlobalRoute } from "../http/route.ts";
import { simpleUser } from "../views/simple-user.ts";

/** Accounts. */
export const userRoutes: readonly GlobalRoute[] = [
  {
    route: "GET /user",
    documentation: "https://docs.github.com/rest/users/users#get-the-authenticated-user",
    answer: getAuthenticatedUser,
  },
  {
    route: "GET /users/{username}",
    documentation: "https://docs.github.com/rest/users/users#get-a-user",
    answer: getUser,
  },
];

function getAuthenticatedUser(request: ApiRequest): ApiReply {
  if (request.app !== undefined) throw new ApiProblem(403, "Resource not accessible by integration");
  const account = actorOf(request);
  requireUser(account);
  return { status: 200, body: publicUser(request, account) };
}

function getUser(request: ApiRequest): ApiReply {
  const account = request.github.accounts.byLogin(param(request, "username"));
  if (account === undefined) throw notFound();
  return { status: 200, body: publicUser(request, account) };
}

function publicUser({ github }: ApiRequest, account: Account): unknown {
  return {
    ...simpleUser(github, account),
    name: account.name,
    company: null,
    blog: "",
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: github.startedAt,
    updated_at: github.startedAt,
  };
}
