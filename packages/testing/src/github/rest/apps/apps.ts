import type { App, Installation } from "../../apps/app.ts";
import { undecodable } from "../../apps/json-web-token.ts";
import { notFound } from "../../http/api-problem.ts";
import { isJsonObject, readObject, readStrings } from "../../http/request-body.ts";
import { param, type ApiReply, type ApiRequest, type GlobalRoute } from "../../http/route.ts";
import { appView, installationView } from "../../views/app.ts";
import { minimalRepository } from "../../views/repository.ts";

/** Apps, their installations and tokens. Only a JSON web token of the App opens them. */
export const appRoutes: readonly GlobalRoute[] = [
  {
    route: "GET /app",
    documentation: "https://docs.github.com/rest/apps/apps#get-the-authenticated-app",
    answer: (request) => ({ status: 200, body: appView(request.github, appOf(request)) }),
  },
  {
    route: "POST /app/installations/{installation_id}/access_tokens",
    documentation: "https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app",
    answer: createToken,
  },
  {
    route: "GET /repos/{owner}/{repo}/installation",
    documentation: "https://docs.github.com/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app",
    answer: getInstallation,
  },
];

function appOf({ app }: ApiRequest): App {
  if (app === undefined) throw undecodable();
  return app;
}

function getInstallation(request: ApiRequest): ApiReply {
  const app = appOf(request);
  const repository = request.github.repositories.byName(param(request, "owner"), param(request, "repo"));
  if (repository === undefined) throw notFound();
  const found = app.installations.find((installation) => reaches(installation, repository));
  if (found === undefined) throw notFound();
  return { status: 200, body: installationView(request.github, app, found) };
}

function createToken(request: ApiRequest): ApiReply {
  const { github, body } = request;
  const permissions = readObject(body, "permissions");
  const { token, expiresAt, installation, ...granted } = github.apps.mint(appOf(request), {
    installationId: Number(param(request, "installation_id")),
    repositories: readStrings(body, "repositories"),
    // Values that are no access are refused as not granted.
    permissions: isJsonObject(permissions) ? (permissions as Readonly<Record<string, "read" | "write">>) : undefined,
  });
  const isSelected = installation.repositories !== undefined || body["repositories"] !== undefined;
  const names = readStrings(body, "repositories") ?? installation.repositories ?? [];
  const repositories = names.flatMap((name) => github.repositories.byName(installation.owner, name) ?? []);
  return {
    status: 201,
    body: {
      token,
      expires_at: expiresAt.replace(/\.\d+Z$/, "Z"),
      permissions: granted.permissions,
      repository_selection: isSelected ? "selected" : "all",
      ...(isSelected && { repositories: repositories.map((repository) => minimalRepository(github, repository)) }),
    },
  };
}

function reaches(
  { owner, repositories }: Installation,
  repository: { readonly owner: string; readonly name: string },
): boolean {
  const isOwner = owner.toLowerCase() === repository.owner.toLowerCase();
  return isOwner && repositories?.includes(repository.name.toLowerCase()) !== false;
}
