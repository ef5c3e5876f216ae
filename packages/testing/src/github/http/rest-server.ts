import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import type { PlayingFaultPlan } from "../faults/fault-plan.ts";
import { delayOf, failBeforeEffect, hidesAnswer, lagOf } from "../faults/play-fault.ts";
import type { ReadLag } from "../faults/read-lag.ts";
import type { GitHubCall } from "../github-call.ts";
import type { GitHubInstance } from "../instance.ts";
import { answerCall, toErrorReply } from "./answer-call.ts";
import { notFound } from "./api-problem.ts";
import { authenticate, type Caller } from "./authenticate.ts";
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
    // GitHub Enterprise Server has this prefix: https://docs.github.com/enterprise-server/rest
    const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, "");
    const bytes = await readBytes(incoming);
    const at = github.now().toISOString();
    const match = router(method, path);
    const route = match?.found.route.route ?? "";
    const faults = plan.take(method, route);
    const delay = delayOf(faults);
    if (delay > 0) await sleep(delay);

    let caller: Caller = {};
    let reply: ApiReply;
    try {
      caller = authenticate(incoming.headers.authorization, { accounts: github.accounts.all, apps: github.apps });
      if (path !== "/rate_limit") github.rateLimiter.count(caller.account);
      if (match === undefined) throw notFound();
      for (const fault of faults) failBeforeEffect(fault);
      const { params } = match;
      const { account, app } = caller;
      const request = { github, account, app, params, query: url.searchParams, body: parseBody(bytes), path };
      reply = await answerCall({ github, readLag, match, request, lag: lagOf(faults) });
    } catch (error) {
      reply = toErrorReply(error, match?.found.route.documentation ?? FALLBACK_DOCUMENTATION);
    }

    log({
      method,
      route,
      path,
      query: Object.fromEntries(url.searchParams),
      login: caller.account?.login ?? caller.app?.login,
      requestBody: bytes.length === 0 ? undefined : parseJson(bytes.toString("utf8")),
      status: reply.status,
      responseBody: reply.body,
      at,
      ...(faults.length === 0 ? {} : { fault: faults.map(({ fault }) => fault).join(", ") }),
    });
    const lost = faults.find(hidesAnswer);
    if (lost?.fault === "connection-reset") response.socket?.resetAndDestroy();
    else {
      const headers = { ...rateHeaders(github.rateLimiter.figures(caller.account)), ...tokenHeaders(caller.account) };
      send(response, lost === undefined ? reply : SERVER_ERROR, headers);
    }
  };
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
