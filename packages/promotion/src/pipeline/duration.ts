const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** What a duration looks like: a whole number and a unit. */
export const DURATION = /^([1-9]\d{0,5})([smhd])$/;

/**
 * Reads a duration of the pipeline, such as `90s`, `30m`, `24h` or `7d`.
 *
 * @returns milliseconds, or undefined when it is none.
 * @internal
 */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = DURATION.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
}

/**
 * Reads a duration that the schema has checked.
 *
 * @throws RangeError when it is none.
 * @internal
 */
export function durationMs(text: string): number {
  const duration = parseDuration(text);
  if (duration === undefined) throw new RangeError(`${JSON.stringify(text)} is no duration such as 30m`);
  return duration;
}
