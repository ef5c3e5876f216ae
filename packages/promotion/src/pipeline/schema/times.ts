import * as v from "valibot";

import { DURATION } from "../duration.ts";
import { closed } from "./closed-object.ts";
import { listOf, text } from "./names.ts";

export const duration = v.pipe(
  v.string(),
  v.regex(DURATION, "must be a whole number and s, m, h or d, such as 90s, 30m, 24h or 7d"),
);

/** See https://www.iana.org/time-zones */
export const timezone = v.pipe(
  v.string(),
  v.check(isTimeZone, "must be an IANA time zone, such as Europe/Berlin or UTC"),
);

const day = v.picklist(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
const time = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of the day in quotes, such as "09:00"'),
);
const date = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day in quotes, such as "2026-12-24"'),
  v.check(isDate, "must be a day of the calendar"),
);

/** A time that comes again every week, or a stretch of days. */
export const window = v.pipe(
  closed({
    days: v.optional(listOf(day, "day")),
    from: v.optional(time),
    to: v.optional(time),
    start: v.optional(date),
    end: v.optional(date),
    reason: v.optional(text),
  }),
  v.check(
    ({ days, from, to, start, end }) => [days, from, to, start, end].some((part) => part !== undefined),
    "must say days, times of the day (from, to) or dates (start, end)",
  ),
  v.check(({ from, to }) => from === undefined || from !== to, "must not end at the time at which it begins"),
  v.check(
    ({ start, end }) => start === undefined || end === undefined || start <= end,
    "must not end before the day on which it starts",
  ),
);

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** `Date` reads the 30th of February as a day in March. */
function isDate(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
