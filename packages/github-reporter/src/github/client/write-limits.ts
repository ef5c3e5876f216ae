/** Says how fast a client may write. */
export interface WriteLimits {
  /** Writes that may start at once after a quiet time. Default: 20. */
  readonly burst?: number;
  /** Writes a minute in the long run. Default: 60, which with the burst is GitHub's 80 in the first minute. */
  readonly writesPerMinute?: number;
  /** Writes in any 60 minutes. Default: GitHub's 500, or `burst` or `writesPerMinute` where they allow more at once. */
  readonly writesPerHour?: number;
  /** Milliseconds between two requests that notify people: pull requests, merges, reviews, comments. Default: 1000. */
  readonly notificationIntervalMs?: number;
}

/** How often something may start: a bucket that fills again, and a count over the last hour. */
export interface Pace {
  /** Starts at once when the bucket is full. */
  readonly burst: number;
  /** Milliseconds until one more start is in the bucket. */
  readonly refillMs: number;
  /** Starts in any 60 minutes. */
  readonly perHour: number;
}

/** The paces of a client: of every write, and of writes that notify people. */
export interface WritePaces {
  readonly writes: Pace;
  readonly notifications: Pace;
}

/**
 * Fills in what the caller leaves open.
 *
 * GitHub asks for at most 80 requests a minute and 500 an hour that create content, and for a second between those that notify.
 *
 * @throws RangeError when a limit is no positive number.
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export function writePaces(limits: WriteLimits): WritePaces {
  const { burst = 20, writesPerMinute = 60, notificationIntervalMs = 1000 } = limits;
  const { writesPerHour = Math.max(500, burst, writesPerMinute) } = limits;
  for (const [name, value] of Object.entries({ burst, writesPerMinute, writesPerHour })) {
    if (!(value >= 1)) throw new RangeError(`${name} is ${value}, and has to be 1 or more.`);
  }
  if (!(notificationIntervalMs >= 0)) {
    throw new RangeError(`notificationIntervalMs is ${notificationIntervalMs}, and has to be 0 or more.`);
  }
  return {
    writes: { burst, refillMs: 60_000 / writesPerMinute, perHour: writesPerHour },
    notifications: { burst: 1, refillMs: notificationIntervalMs, perHour: Infinity },
  };
}
