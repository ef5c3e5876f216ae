import type { ApiReply, ApiRequest, GlobalRoute } from "../http/route.ts";

/** The rate limit itself; asking for it is free. */
export const rateLimitRoutes: readonly GlobalRoute[] = [
  {
    route: "GET /rate_limit",
    documentation:
      "https://docs.github.com/rest/rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user",
    answer: showRateLimit,
  },
];

function showRateLimit({ github, account }: ApiRequest): ApiReply {
  const core = github.rateLimiter.figures(account);
  return { status: 200, body: { resources: { core, search: core }, rate: core } };
}
