import { createGitHubClient, type GitHubClient, type GitHubClientOptions } from "@gitops/github-reporter";

/** A request that reached the network. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly authorization: string;
  readonly at: number;
}

/** What a scripted GitHub answers: a response, or what a broken network does. */
export type ScriptedAnswer = Response | Error | ((signal: AbortSignal | undefined) => Promise<Response>);

/** A GitHub that answers one request after the other as it is told, then 200 to all. */
export interface ScriptedGitHub {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: readonly SentRequest[];
}

export function scriptGitHub(...answers: readonly ScriptedAnswer[]): ScriptedGitHub {
  const requests: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const answer = answers[requests.length] ?? json(200, {});
    requests.push({
      method: init?.method ?? "GET",
      url,
      path: new URL(url).pathname,
      authorization: new Headers(init?.headers).get("authorization") ?? "",
      at: performance.now(),
    });
    if (answer instanceof Error) return Promise.reject(answer);
    return answer instanceof Response ? Promise.resolve(answer) : answer(init?.signal ?? undefined);
  };
  return { fetch, requests };
}

/** A client of a scripted GitHub, whose seconds of waiting take a millisecond. */
export function scriptedClient(github: ScriptedGitHub, options: Partial<GitHubClientOptions> = {}): GitHubClient {
  return createGitHubClient({ auth: { token: "ghp_scripted" }, fetch: github.fetch, retryUnitMs: 1, ...options });
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers });
}

/** Answers never, and gives up when the request is aborted. */
export function hang(signal: AbortSignal | undefined): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
}
