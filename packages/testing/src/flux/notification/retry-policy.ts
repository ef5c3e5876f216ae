/** How one try to post an event ended. */
export interface PostAnswer {
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  /** The header `Retry-After` of the answer. */
  readonly retryAfter?: string | undefined;
  /** Code of the failure when no answer came, such as `ECONNREFUSED`. */
  readonly failure?: string;
}

/** Tries after the first one. */
export const MAX_RETRIES = 4;

const MIN_WAIT = 2_000;
const MAX_WAIT = 30_000;

/** A certificate that is refused today will be refused in two seconds. */
const CERTIFICATE_PROBLEM = /^(?:CERT_|ERR_TLS_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/;

/**
 * Judges a try as Flux's HTTP client does: 2xx is delivered; 429, 5xx other than 501 and a broken connection are tried
 * again; all else is lost.
 *
 * @see https://github.com/hashicorp/go-retryablehttp/blob/main/client.go
 */
export function judge({ status, failure }: PostAnswer): "delivered" | "retry" | "lost" {
  if (status === undefined) return CERTIFICATE_PROBLEM.test(failure ?? "") ? "lost" : "retry";
  if (status >= 200 && status < 300) return "delivered";
  return status === 429 || (status >= 500 && status !== 501) ? "retry" : "lost";
}

/**
 * Tells how long Flux waits before the next try: 2, 4, 8 and 16 seconds, or what a 429 or 503 asks for.
 *
 * @see https://github.com/fluxcd/notification-controller/blob/main/internal/notifier/client.go
 */
export function waitBeforeRetry(answer: PostAnswer, retries: number, now: Date): number {
  if (answer.status === 429 || answer.status === 503) {
    const asked = parseRetryAfter(answer.retryAfter, now);
    if (asked !== undefined) return asked;
  }
  return Math.min(MIN_WAIT * 2 ** retries, MAX_WAIT);
}

function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
