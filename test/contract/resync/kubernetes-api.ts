import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { KubernetesGet } from "@gitops/github-reporter";

/** What a played API server answers in place of a list. */
export type Answer = (response: ServerResponse) => void;

/** Lists that a played API server has, and how it misbehaves. */
export interface KubernetesApiOptions {
  /** Objects by path without query, such as `/apis/helm.toolkit.fluxcd.io/v2/helmreleases`; all other paths are not served. */
  readonly lists: Readonly<Record<string, readonly unknown[]>>;
  /** Says what is answered to the n-th request, from 1; undefined for the list. */
  readonly fault?: (request: { readonly count: number; readonly path: string }) => Answer | undefined;
}

/** An HTTP server that answers lists as the Kubernetes API does. */
export interface KubernetesApi {
  /** Address without a path. */
  readonly url: string;
  /** Asks it over HTTP. */
  readonly get: KubernetesGet;
  /** Paths with query that it was asked for. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** The `Status` that Kubernetes answers errors with. */
export const failure =
  (code: number, reason: string): Answer =>
  (response) => {
    const status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message: reason, reason, code };
    send(response, code, JSON.stringify(status));
  };

/** What stands in front of the API, or breaks. */
export const raw =
  (code: number, body: string): Answer =>
  (response) => {
    send(response, code, body);
  };

export async function startKubernetesApi({ lists, fault }: KubernetesApiOptions): Promise<KubernetesApi> {
  const requests: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url!, "http://localhost");
    requests.push(`${pathname}${searchParams.has("continue") ? " continued" : ""}`);
    const answer = fault?.({ count: requests.length, path: pathname });
    if (answer !== undefined) answer(response);
    // The API server does not wrap this one in a Status.
    else if (!Object.hasOwn(lists, pathname)) send(response, 404, "404 page not found\n");
    else send(response, 200, JSON.stringify(page(pathname, lists[pathname]!, searchParams)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    requests,
    get: async (path, { signal }) => {
      const response = await fetch(`${url}${path}`, { signal });
      if (!response.ok) throw Object.assign(new Error(`answered ${response.status}`), { status: response.status });
      return response.json();
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function page(path: string, all: readonly unknown[], query: URLSearchParams) {
  const start = Number(Buffer.from(query.get("continue") ?? "", "base64url").toString());
  const end = start + Number(query.get("limit"));
  const rest = all.length - end;
  const next = { continue: Buffer.from(String(end)).toString("base64url"), remainingItemCount: rest };
  const [, , group = "", version = ""] = path.split("/");
  return {
    apiVersion: `${group}/${version}`,
    kind: path.endsWith("helmreleases") ? "HelmReleaseList" : "KustomizationList",
    metadata: { ...(rest > 0 ? next : { continue: "" }), resourceVersion: "48300" },
    items: all.slice(start, end),
  };
}

function send(response: ServerResponse, code: number, body: string): void {
  response.writeHead(code, { "content-type": "application/json" });
  response.end(body);
}
