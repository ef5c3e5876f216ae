import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { GitHubCall } from "../embedded-github.ts";
import type { GitHubInstance } from "../instance.ts";
import { ApiProblem, notFound } from "./api-problem.ts";
import { authenticate } from "./authenticate.ts";
import { rateHeaders, type RateLimiter } from "./rate-limit.ts";
import { parseBody, type JsonObject } from "./request-body.ts";
import type { ApiReply, ApiRequest } from "./route.ts";
import type { RouteMatch, Router } from "./router.ts";

/** What the REST server works with. */
export interface RestServerOptions {
  readonly github: GitHubInstance;
  readonly router: Router;
  readonly rateLimiter: RateLimiter;
  /** Receives every call after its answer is known. */
  readonly log: (call: GitHubCall) => void;
}

const FALLBACK_DOCUMENTATION = "https://docs.github.com/rest";

/** Answers REST requests: route, account, rate limit, handler, headers, log. */
export function createRestServer(
  options: RestServerOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { github, router, rateLimiter, log } = options;

  return async (incoming, response) => {
    const { method = "GET" } = incoming;
    const url = new URL(incoming.url ?? "/", "http://localhost");
    // GitHub Enterprise Server has this prefix: https://docs.github.com/enterprise-server/rest
    const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, "");
    const bytes = await readBytes(incoming);
    const at = github.now().toISOString();
    const match = router(method, path);
    const query = Object.fromEntries(url.searchParams);

    let login: string | undefined;
    let requestBody: JsonObject | undefined;
    let reply: ApiReply;
    try {
      const account = authenticate(incoming.headers.authorization, github.accounts.all);
      login = account?.login;
      rateLimiter.count(account);
      if (match === undefined) throw notFound();
      requestBody = parseBody(bytes);
      reply = await answer(match, {
        github,
        account,
        params: match.params,
        query: url.searchParams,
        body: requestBody,
        path,
      });
    } catch (error) {
      reply = toReply(error, match?.found.route.documentation ?? FALLBACK_DOCUMENTATION);
    }

    const account = login === undefined ? undefined : github.accounts.byLogin(login);
    send(response, reply, rateHeaders(rateLimiter.figures(account)));
    log({
      method,
      route: match?.found.route.route ?? "",
      path,
      query,
      login,
      requestBody: bytes.length === 0 ? undefined : requestBody,
      status: reply.status,
      responseBody: reply.body,
      at,
    });
  };
}

function answer({ found }: RouteMatch, request: ApiRequest): ApiReply | Promise<ApiReply> {
  if (found.scope === "global") return found.route.answer(request);
  const { route, method } = found;
  const { owner = "", repo = "" } = request.params;
  const repository = request.github.repositories.byName(owner, repo);
  if (repository === undefined) throw notFound();
  const handle = async (): Promise<ApiReply> => route.answer({ ...request, repository });
  return method === "GET" ? handle() : repository.exclusive(handle);
}

function toReply(error: unknown, documentation: string): ApiReply {
  if (error instanceof ApiProblem) {
    return { status: error.status, body: error.toBody(documentation), headers: error.headers };
  }
  // A defect of this package: say so instead of looking like a fault of GitHub.
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    status: 500,
    body: { message: `The embedded GitHub failed: ${message}`, documentation_url: documentation, status: "500" },
  };
}

function send(response: ServerResponse, reply: ApiReply, headers: Readonly<Record<string, string>>): void {
  const body = reply.body === undefined ? undefined : Buffer.from(JSON.stringify(reply.body));
  response.writeHead(reply.status, {
    ...headers,
    ...(body === undefined ? {} : { "content-type": "application/json; charset=utf-8", "content-length": body.length }),
    server: "embedded-github",
    "x-github-request-id": randomUUID(),
    "x-github-media-type": "github.v3; format=json",
    ...reply.headers,
  });
  response.end(body);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
