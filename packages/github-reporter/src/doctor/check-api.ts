import { okAsync, type ResultAsync } from "neverthrow";

import { readAnswer, type GitHubClient } from "../github/call.ts";
import { fine, problem, warn, type Finding } from "./finding.ts";

/** Tells whether the API answers, which version it has, and how much of the rate limit is left. Asking is free. */
export function checkApi(client: GitHubClient): ResultAsync<readonly Finding[], never> {
  const { baseUrl } = client.request.endpoint.DEFAULTS;
  return readAnswer(client, "GET /rate_limit", {})
    .map(({ data: { resources }, headers }) => {
      const server = headers["x-github-enterprise-version"];
      const { "x-github-api-version-selected": selected } = headers;
      const version = typeof selected === "string" ? selected : "unknown";
      const name = typeof server === "string" ? `GitHub Enterprise Server ${server}` : "GitHub";
      const { remaining, limit, reset } = resources.core;
      return [fine("api", `${name} answers at ${baseUrl}, version ${version}.`), checkRate(remaining, limit, reset)];
    })
    .orElse((error) => {
      // A GitHub Enterprise Server without limits answers 404 here.
      if (error.code === "GITHUB_REQUEST_FAILED" && error.status === 404) {
        const message = `GitHub answers at ${baseUrl}, and has no rate limit. The client may do without its own: limits: "none".`;
        return okAsync([fine("api", message)]);
      }
      // A token that is refused is reported as such.
      if (error.code === "GITHUB_REQUEST_FAILED") return okAsync([fine("api", `GitHub answers at ${baseUrl}.`)]);
      if (error.code === "GITHUB_RATE_LIMITED") {
        return okAsync([
          problem("rate-limit", error.message, `Wait ${error.retryAfter} s, and write less with this token.`),
        ]);
      }
      const remedy = "Check the address of the API, the network and GitHub's status page.";
      return okAsync([problem("api", `GitHub does not answer at ${baseUrl}: ${error.message}`, remedy)]);
    });
}

function checkRate(remaining: number, limit: number, reset: number): Finding {
  const until = new Date(reset * 1000).toISOString();
  const message = `${remaining} of ${limit} requests are left until ${until}.`;
  if (remaining > limit / 10) return fine("rate-limit", message);
  const remedy = "Give each program a token of its own; a GitHub App has a limit for each installation.";
  return remaining === 0 ? problem("rate-limit", message, remedy) : warn("rate-limit", message, remedy);
}
