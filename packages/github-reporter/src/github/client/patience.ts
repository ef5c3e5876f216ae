import type { EndpointDefaults, OctokitResponse } from "@octokit/types";

import type { Clock } from "../../clock.ts";
import { hasRateLimitError, rateLimitOf, retryAfterOf, toHttpFailure } from "../answers.ts";
import { abortable, abortError } from "./timeout.ts";
import type { WriteTurns } from "./write-turns.ts";

/** How long a client waits. */
export interface Patience {
  /** Queues of its writes; undefined without limits. */
  readonly turns: WriteTurns | undefined;
  /** Longest time in seconds to wait for a rate limit. */
  readonly maxWaitSeconds: number;
  /** Milliseconds that a "second" of waiting takes. */
  readonly retryUnitMs: number;
  readonly clock: Clock;
}

/** What a call says about itself, in `request` of its parameters. */
export interface CallOptions {
  readonly signal: AbortSignal | undefined;
  readonly maxWaitSeconds: number | undefined;
  /** Whether the caller wants one attempt only. */
  readonly once: boolean;
  readonly isWrite: boolean;
  /** Whether a repetition changes nothing that the first time did not change. */
  readonly isRepeatable: boolean;
  readonly notifies: boolean;
}

type Send = (request: Required<EndpointDefaults>) => OctokitResponse<unknown> | Promise<OctokitResponse<unknown>>;

// A turn in our own queue may be this far away even if nobody wants to wait for GitHub: it is sure to come.
const LONGEST_TURN_SECONDS = 60;
const MAX_ATTEMPTS_WHILE_UNAVAILABLE = 3;

/** Sends a request when its turn comes, and again when GitHub says when: all of it ends at once on an abort. */
export async function sendPatiently(
  send: Send,
  request: Required<EndpointDefaults>,
  { turns, retryUnitMs, clock, ...defaults }: Patience,
  call: CallOptions,
): Promise<OctokitResponse<unknown>> {
  const { signal } = call;
  if (signal?.aborted === true) throw abortError(signal);
  const maxWaitSeconds = call.maxWaitSeconds ?? defaults.maxWaitSeconds;
  if (call.isWrite && turns !== undefined) {
    const longest = call.maxWaitSeconds ?? Math.max(maxWaitSeconds, LONGEST_TURN_SECONDS);
    const turn = turns.take({ notifies: call.notifies, maxWaitSeconds: longest, signal });
    await (signal === undefined ? turn : abortable(turn, signal));
  }
  for (let attempt = 1; ; attempt++) {
    try {
      // The retry plugin notes its attempts on the request; these are new ones.
      request.request["retryCount"] = 0;
      const sent = Promise.resolve(send(request)).then(refuseRateLimited);
      return await (signal === undefined ? sent : abortable(sent, signal));
    } catch (error) {
      const seconds = call.once ? undefined : secondsBeforeRepeat(error, attempt, call.isRepeatable);
      if (seconds === undefined || seconds > maxWaitSeconds) throw error;
      const sleep = clock.sleep(seconds * retryUnitMs, signal);
      await (signal === undefined ? sleep : abortable(sleep, signal));
    }
  }
}

/**
 * Says after how many seconds a request is sent again; undefined when it is not.
 *
 * A rate limit refused it without executing it, so any request may follow; a 503 says so for those that may be repeated.
 */
export function secondsBeforeRepeat(thrown: unknown, attempt: number, isRepeatable: boolean): number | undefined {
  const failure = toHttpFailure(thrown);
  const limit = rateLimitOf(failure);
  if (limit !== undefined) return attempt === 1 ? limit : undefined;
  const headers = failure.response?.headers;
  if (failure.status !== 503 || headers === undefined || !isRepeatable) return undefined;
  return attempt < MAX_ATTEMPTS_WHILE_UNAVAILABLE ? (retryAfterOf(headers) ?? attempt ** 2) : undefined;
}

function refuseRateLimited(response: OctokitResponse<unknown>): OctokitResponse<unknown> {
  if (!hasRateLimitError(response.data)) return response;
  throw Object.assign(new Error("GraphQL rate limit exceeded"), { status: response.status, response });
}
