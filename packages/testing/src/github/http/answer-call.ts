import type { GitHubInstance } from "../instance.ts";
import { undecodable } from "../apps/json-web-token.ts";
import { settingsOf } from "../records/repository.ts";
import { ApiProblem, notFound } from "./api-problem.ts";
import { requirePermission } from "./permission.ts";
import type { ApiReply, ApiRequest } from "./route.ts";
import type { RouteMatch } from "./router.ts";

/** A call that has a route. */
export interface RoutedCall {
  readonly github: GitHubInstance;
  readonly match: RouteMatch;
  readonly request: ApiRequest;
}

/** Runs the handler of a call: reads as they come, writes one after the other. */
export function answerCall({ github, match, request }: RoutedCall): ApiReply | Promise<ApiReply> {
  const { found } = match;
  const { access } = request;
  if (found.scope === "global") return found.route.answer(request);
  const { owner = "", repo = "" } = request.params;
  const repository = github.repositories.byName(owner, repo);
  if (repository === undefined) throw notFound();
  const { route } = found.route;
  if (request.app !== undefined) throw undecodable();
  requirePermission(request.account, { method: found.method, route, repository });
  if (found.method !== "GET" && settingsOf(repository).archived === true) {
    throw new ApiProblem(403, "Repository was archived so is read-only.");
  }
  if (found.method === "GET") return found.route.answer({ ...request, repository: access.read(repository) });
  return access.write(repository, async () => found.route.answer({ ...request, repository }));
}

/** Turns whatever ended a call into an answer. */
export function toErrorReply(error: unknown, documentation: string): ApiReply {
  if (error instanceof ApiProblem) {
    return { status: error.status, body: error.toBody(documentation), headers: error.headers };
  }
  // A defect of this package: say so instead of looking like a fault of GitHub.
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `The embedded GitHub failed: ${reason}`;
  return { status: 500, body: { message, documentation_url: documentation, status: "500" } };
}
