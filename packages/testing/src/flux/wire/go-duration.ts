const NANOSECONDS = { hour: 3_600e9, minute: 60e9, second: 1e9, millisecond: 1e6, microsecond: 1e3 };

/**
 * Writes a duration as Go does: `94.0083ms`, `1m0s`, `5m0.011270958s`.
 *
 * @see https://pkg.go.dev/time#Duration.String
 */
export function goDuration(milliseconds: number): string {
  const total = Math.round(milliseconds * NANOSECONDS.millisecond);
  if (total === 0) return "0s";
  if (total < NANOSECONDS.microsecond) return `${total}ns`;
  if (total < NANOSECONDS.millisecond) return `${decimal(total, NANOSECONDS.microsecond)}µs`;
  if (total < NANOSECONDS.second) return `${decimal(total, NANOSECONDS.millisecond)}ms`;

  const hours = Math.floor(total / NANOSECONDS.hour);
  const minutes = Math.floor((total % NANOSECONDS.hour) / NANOSECONDS.minute);
  const seconds = `${decimal(total % NANOSECONDS.minute, NANOSECONDS.second)}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

/** Divides without the rounding of floating point: 436493292 by 1e6 is 436.493292. */
function decimal(nanoseconds: number, unit: number): string {
  const fraction = String(nanoseconds % unit)
    .padStart(String(unit).length - 1, "0")
    .replace(/0+$/, "");
  const whole = Math.floor(nanoseconds / unit);
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
}
