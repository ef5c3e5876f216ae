import { Octokit } from "@octokit/core";
import type { EndpointDefaults, OctokitResponse, RequestParameters } from "@octokit/types";

import type { GitHubClient } from "../call.ts";

/** Sends a request with the client that is meant, once that is known. */
export type SendDeferred = (
  send: (client: GitHubClient) => Promise<OctokitResponse<unknown>>,
  signal: AbortSignal | undefined,
) => Promise<OctokitResponse<unknown>>;

/** Makes a client whose requests are sent by another one, which is not known before the first of them. */
export function deferredClient(baseUrl: string, sendDeferred: SendDeferred): GitHubClient {
  const octokit = new Octokit({ baseUrl });
  octokit.hook.wrap("request", (_send, options) =>
    sendDeferred((client) => client.request(withoutOwn(options)), options.request.signal),
  );
  return octokit;
}

/** Hooks and the name of the client travel with a request: the other client brings its own. */
function withoutOwn(options: Required<EndpointDefaults>): RequestParameters & { readonly url: string } {
  const request = Object.fromEntries(Object.entries(options.request).filter(([name]) => name !== "hook"));
  const headers = Object.fromEntries(Object.entries(options.headers).filter(([name]) => name !== "user-agent"));
  return { ...options, request, headers };
}
