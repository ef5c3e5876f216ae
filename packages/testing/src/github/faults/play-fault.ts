import { ApiProblem } from "../http/api-problem.ts";
import type { Fault } from "./fault.ts";

/** Milliseconds that the faults delay a call. */
export function delayOf(faults: readonly Fault[]): number {
  return faults.reduce((total, fault) => total + (fault.fault === "latency" ? fault.milliseconds : 0), 0);
}

/** Milliseconds for which readers shall not see the write of a call; undefined when no fault asks for it. */
export function lagOf(faults: readonly Fault[]): number | undefined {
  return faults.find((fault) => fault.fault === "read-lag")?.milliseconds;
}

/** Ends a call before it has any effect, if a fault wants that. */
export function failBeforeEffect(fault: Fault): void {
  if (fault.fault === "secondary-rate-limit") throw secondaryRateLimit(fault.status ?? 403, fault.retryAfter ?? 60);
  if ("when" in fault && fault.when === "before") throw new ApiProblem(502, "Server Error");
}

/** Tells whether a fault keeps the answer from the caller. */
export function hidesAnswer({ fault }: Fault): boolean {
  return fault === "bad-gateway" || fault === "connection-reset";
}

// The words "secondary rate" are what Octokit's throttling plugin looks for.
function secondaryRateLimit(status: 403 | 429, retryAfter: number): ApiProblem {
  const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
  return new ApiProblem(status, message, { headers: { "retry-after": String(retryAfter) } });
}
