import Bottleneck from "bottleneck/light.js";

/** Says how fast a client may write. */
export interface WriteLimits {
  /** Writes that may start at once after a quiet time. Default: 20. */
  readonly burst?: number;
  /** Writes a minute in the long run. Default: 60, below GitHub's 80 content-creating requests a minute. */
  readonly writesPerMinute?: number;
  /** Milliseconds between two requests that notify people: pull requests, merges, reviews, comments. Default: 1000. */
  readonly notificationIntervalMs?: number;
}

/**
 * Makes the limiters of writes that replace the plugin's one write a second, which holds five statuses up for four seconds.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export function writeLimiters({ burst = 20, writesPerMinute = 60, notificationIntervalMs = 1000 }: WriteLimits): {
  readonly write: Bottleneck.Group;
  readonly notifications: Bottleneck.Group;
} {
  return {
    write: new Bottleneck.Group({
      maxConcurrent: 4,
      reservoir: burst,
      reservoirIncreaseAmount: 1,
      reservoirIncreaseInterval: Math.round(60_000 / writesPerMinute),
      reservoirIncreaseMaximum: burst,
    }),
    notifications: new Bottleneck.Group({ maxConcurrent: 1, minTime: notificationIntervalMs }),
  };
}
