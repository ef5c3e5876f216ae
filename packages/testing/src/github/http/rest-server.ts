import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import type { PlayingFaultPlan } from "../faults/fault-plan.ts";
import { delayOf, failBeforeEffect, hidesAnswer, lagOf } from "../faults/play-fault.ts";
import type { ReadLag } from "../faults/read-lag.ts";
import type { GitHubCall } from "../github-call.ts";
import { describeOperation, GRAPHQL_ROUTE } from "../graphql/operation.ts";
import type { GitHubInstance } from "../instance.ts";
import { answerCall, toErrorReply } from "./answer-call.ts";
import { notFound } from "./api-problem.ts";
import { authenticate, type Caller } from "./authenticate.ts";
import { createAccess } from "./repository-access.ts";
import { rateHeaders } from "./rate-limit.ts";
import { tokenHeaders } from "./token-headers.ts";
import { readBytes } from "./read-bytes.ts";
import { parseBody, parseJson } from "./request-body.ts";
import type { ApiReply } from "./route.ts";
import type { Router } from "./router.ts";

/** What the REST server works with. */
export interface RestServerOptions {
  readonly github: GitHubInstance;
  readonly router: Router;
  readonly faults: PlayingFaultPlan;
  readonly readLag: ReadLag;
  /** Receives every call after its answer is known. */
  readonly log: (call: GitHubCall) => void;
}

const FALLBACK_DOCUMENTATION = "https://docs.github.com/rest";

/** Answers REST requests: route, account, rate limit, faults, handler, headers, log. */
export function createRestServer(
  options: RestServerOptions,
): (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { github, router, faults: plan, readLag, log } = options;

  return async (url, incoming, response) => {
    const { method = "GET" } = incoming;
    const path = withoutPrefix(url.pathname);
    const bytes = await readBytes(incoming);
    const at = github.now().toISOString();
    const match = router(method, path);
    const route = match?.found.route.route ?? "";
    const graphql = route === GRAPHQL_ROUTE ? describeOperation(parseJson(bytes.toString("utf8"))) : undefined;
    const resource = graphql === undefined ? "core" : "graphql";
    const faults = plan.take({ method, route, graphql });
    const delay = delayOf(faults);
    if (delay > 0) await sleep(delay);

    let caller: Caller = {};
    let reply: ApiReply;
    try {
      caller = authenticate(incoming.headers.authorization, { accounts: github.accounts.all, apps: github.apps });
      // GraphQL counts by itself: it answers a spent limit in its own form.
      if (path !== "/rate_limit" && resource === "core") github.rateLimiter.count(caller.account, resource);
      if (match === undefined) throw notFound();
      for (const fault of faults) failBeforeEffect(fault);
      const { params } = match;
      const { account, app } = caller;
      const access = createAccess(github, readLag, lagOf(faults));
      const body = parseBody(bytes);
      const request = { github, account, app, params, query: url.searchParams, body, path, access };
      reply = await answerCall({ github, match, request });
    } catch (error) {
      reply = toErrorReply(error, match?.found.route.documentation ?? FALLBACK_DOCUMENTATION);
    }

    log({
      method,
      route,
      path,
      query: Object.fromEntries(url.searchParams),
      login: caller.account?.login ?? caller.app?.login,
      ...(graphql === undefined ? {} : { graphql }),
      requestBody: bytes.length === 0 ? undefined : parseJson(bytes.toString("utf8")),
      status: reply.status,
      responseBody: reply.body,
      at,
      ...(faults.length === 0 ? {} : { fault: faults.map(({ fault }) => fault).join(", ") }),
    });
    const lost = faults.find(hidesAnswer);
    if (lost?.fault === "connection-reset") response.socket?.resetAndDestroy();
    else {
      const rate = rateHeaders(github.rateLimiter.figures(caller.account, resource));
      const headers = { ...rate, ...tokenHeaders(caller.account) };
      send(response, lost === undefined ? reply : SERVER_ERROR, headers);
    }
  };
}

/** Takes off what GitHub Enterprise Server puts before paths: https://docs.github.com/enterprise-server/rest */
function withoutPrefix(path: string): string {
  return path === "/api/graphql" ? "/graphql" : path.replace(/^\/api\/v3(?=\/|$)/, "");
}

const SERVER_ERROR: ApiReply = { status: 502, body: { message: "Server Error" } };

function send(response: ServerResponse, reply: ApiReply, headers: Readonly<Record<string, string>>): void {
  const body = reply.body === undefined ? undefined : Buffer.from(JSON.stringify(reply.body));
  response.writeHead(reply.status, {
    ...headers,
    ...(body === undefined ? {} : { "content-type": "application/json; charset=utf-8", "content-length": body.length }),
    server: "embedded-github",
    "x-github-api-version-selected": "2022-11-28",
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": randomUUID(),
    ...reply.headers,
  });
  response.end(body);
}
