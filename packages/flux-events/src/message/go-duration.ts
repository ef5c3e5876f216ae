const MILLISECONDS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  µs: 1e-3,
  μs: 1e-3,
  us: 1e-3,
  ns: 1e-6,
};

/** Source of a pattern for a duration of Go, with one group. */
export const GO_DURATION = String.raw`((?:\d+(?:\.\d+)?(?:h|ms|m|s|[µμun]s))+)`;

const PART = /(\d+(?:\.\d+)?)(h|ms|m|s|[µμun]s)/g;

/**
 * Reads a duration that matches {@link GO_DURATION}, such as `1m0s`, `94.0083ms` or `850µs`, as milliseconds.
 *
 * @see https://pkg.go.dev/time#Duration.String
 */
export function goDurationMs(text: string): number {
  let sum = 0;
  for (const [, value = "", unit = ""] of text.matchAll(PART)) sum += Number(value) * (MILLISECONDS[unit] ?? 0);
  // Go counts nanoseconds; what is smaller is an error of the sum.
  return Math.round(sum * 1e6) / 1e6;
}
