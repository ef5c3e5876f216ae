import { throttling } from "@octokit/plugin-throttling";
import type { EndpointDefaults } from "@octokit/types";

import { graphqlUrlOf } from "../base-url.ts";
import type { CallOptions } from "./patience.ts";

/** The route by which an App asks for a token of an installation. */
export const MINT = "/app/installations/{installation_id}/access_tokens";

/** Reads what a request is: by method, path, and the options of the call. */
export function callOptionsOf({ method, url, request, ...parameters }: Required<EndpointDefaults>): CallOptions {
  const { signal, maxWaitSeconds, retries } = request as Readonly<Record<string, unknown>> & { signal?: AbortSignal };
  const isGraphql = url.endsWith("/graphql");
  const isMutation = isGraphql && !isQuery((parameters as { readonly query?: unknown }).query);
  const isRead = method === "GET" || method === "HEAD" || (isGraphql && !isMutation);
  // A second token does no harm; nor does an update, which is a write of a state. A POST may have created something.
  const isRepeatable = isRead || url === MINT || method !== "POST";
  return {
    // One signal may end a hundred requests; whoever listens to it directly is counted, and Node warns of the eleventh.
    signal: signal && AbortSignal.any([signal]),
    maxWaitSeconds: typeof maxWaitSeconds === "number" ? maxWaitSeconds : undefined,
    once: retries === 0,
    isWrite: !isRead && url !== MINT,
    isRepeatable,
    notifies: !isRead && throttling.triggersNotification(new URL(url, "https://api.github.com").pathname),
  };
}

/**
 * Returns the path as the plugins know it: without the base of the API, which GitHub Enterprise Server begins with
 * `/api/v3`; and the address of GraphQL, which is elsewhere there.
 */
export function pathOf(url: string, baseUrl: string): string {
  const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
  return path === "/graphql" && baseUrl.endsWith("/api/v3") ? graphqlUrlOf(baseUrl) : path;
}

/** Whatever mentions a mutation counts as one. */
function isQuery(document: unknown): boolean {
  return typeof document === "string" && !/\bmutation\b/.test(document);
}
