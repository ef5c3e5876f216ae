import { setTimeout as sleep } from "node:timers/promises";

/** What GitHub answered to one request. */
export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** Decoded JSON body; undefined when there was none. */
  readonly body: unknown;
}

/** Parameters of a request: those that the route names go into the path, the others into the query or the body. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Sends one request, named by GitHub's route template, and returns whatever comes back. */
export type Rest = (route: string, parameters?: Parameters) => Promise<Answer>;

/** Where and as whom {@link createRest} sends. */
export interface RestOptions {
  /** Base address of the REST API, e.g. `https://api.github.com`. */
  readonly url: string;
  /** Token of the account that acts. */
  readonly token: string;
  /** Path parameters of every request, e.g. `owner` and `repo`; default none. */
  readonly defaults?: Parameters;
}

/**
 * Talks to the REST API without a client library, so that nothing repeats, follows or reads an answer differently.
 * Only what the rate limit refused is sent again, after the time that GitHub asks for.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api
 */
export function createRest({ url, token, defaults = {} }: RestOptions): Rest {
  const rest: Rest = async (route, parameters = {}) => {
    const { method, target, body } = toRequest(route, parameters, defaults);
    const response = await fetch(`${url}${target}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `token ${token}`,
        "x-github-api-version": "2022-11-28",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const retryAfter = Number(response.headers.get("retry-after"));
    if ((response.status === 403 || response.status === 429) && retryAfter > 0) {
      await sleep(retryAfter * 1000);
      return rest(route, parameters);
    }
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return { status: response.status, body: isJson && text !== "" ? JSON.parse(text) : undefined };
  };
  return rest;
}

interface Request {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body: Parameters | undefined;
}

function toRequest(route: string, parameters: Parameters, defaults: Parameters): Request {
  const [method = "", template = ""] = route.split(" ");
  const inPath = new Set<string>();
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name);
    return encodeURIComponent(String(parameters[name] ?? defaults[name])).replaceAll("%2F", "/");
  });
  const others = Object.entries(parameters).filter(([name]) => !inPath.has(name));
  if (others.length === 0) return { method, target: path, body: undefined };
  if (method !== "GET") return { method, target: path, body: Object.fromEntries(others) };
  const query = new URLSearchParams(Object.fromEntries(others.map(([name, value]) => [name, String(value)])));
  return { method, target: `${path}?${query.toString()}`, body: undefined };
}
