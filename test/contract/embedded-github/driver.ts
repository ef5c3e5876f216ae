import type { EmbeddedGitHub } from "@gitops/testing";
import { expect } from "vitest";

/** Parameters of a call: those that the route names go into the path, the others into the query or the body. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Calls one operation and returns its decoded answer; fails the test when the status is not the expected one. */
export type Call = <Body = never>(route: string, parameters?: Parameters, status?: number) => Promise<Body>;

/** Who calls: by default the first account. */
export interface DriverOptions {
  readonly token?: string;
}

/** Drives an embedded GitHub over HTTP, with `acme/shop` as the repository that routes mean by default. */
export function createDriver(github: EmbeddedGitHub, options: DriverOptions = {}): Call {
  const { token = github.token } = options;
  return async <Body>(route: string, parameters: Parameters = {}, expected?: number): Promise<Body> => {
    const { method, path, query, body } = toRequest(route, { owner: "acme", repo: "shop", ...parameters });
    const response = await fetch(`${github.url}${path}${query}`, {
      method,
      headers: { authorization: `token ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isExpected = expected === undefined ? response.ok : response.status === expected;
    expect(isExpected, `${route} answered ${response.status}: ${text}`).toBe(true);
    return (text === "" ? undefined : JSON.parse(text)) as Body;
  };
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: Parameters | undefined;
}

function toRequest(route: string, parameters: Parameters): Request {
  const [method = "", template = ""] = route.split(" ");
  const used = new Set(["owner", "repo"]);
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    used.add(name);
    return encodeURIComponent(String(parameters[name])).replaceAll("%2F", "/");
  });
  const rest = Object.entries(parameters).filter(([name]) => !used.has(name));
  if (method !== "GET") {
    return { method, path, query: "", body: rest.length === 0 ? undefined : Object.fromEntries(rest) };
  }
  const query = new URLSearchParams(Object.fromEntries(rest.map(([name, value]) => [name, String(value)])));
  return { method, path, query: rest.length === 0 ? "" : `?${query.toString()}`, body: undefined };
}
