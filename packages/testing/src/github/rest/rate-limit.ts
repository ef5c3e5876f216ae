import type { RateResource } from "../http/rate-limit.ts";
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
  const show = (resource: RateResource): object => {
    const { limit, used, remaining, reset } = github.rateLimiter.figures(account, resource);
    return { limit, used, remaining, reset };
  };
  const [core, graphql] = [show("core"), show("graphql")];
  return { status: 200, body: { resources: { core, search: core, graphql }, rate: core } };
}
