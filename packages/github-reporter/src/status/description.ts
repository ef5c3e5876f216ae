import { statusLine } from "../text/one-line.ts";

/** Content of the description of a status that this SDK writes. */
export interface StatusDescription {
  /** What a person reads; one line, cut where the description would grow too long. */
  readonly text: string;
  /** Time of the event that the state comes from, RFC 3339; kept in UTC with whole seconds, as Flux sends it. */
  readonly at: string;
  /** What the state speaks of, e.g. a release id; without spaces. */
  readonly id: string;
}

// GitHub refuses longer ones with 422, for commit statuses and for deployment statuses.
const MAX_LENGTH = 140;
const ELLIPSIS = "…";
const SUFFIX = /^(?:(.*) )?· (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z) (\S+)$/s;

/**
 * Writes the description of a status: `<text> · <time> <id>`, at most 140 characters; time and id are never cut.
 *
 * @throws RangeError when the time is not a time, or the id has a space or more than 115 characters.
 * @example
 * ```ts source="./description.examples.ts#encodeDescription_basic"
 * const description = encodeDescription({
 *   text: "Applied and healthy",
 *   at: "2026-03-02T10:15:00Z",
 *   id: "r-8f3a52c19e0b77d4",
 * });
 * // "Applied and healthy · 2026-03-02T10:15:00Z r-8f3a52c19e0b77d4"
 * ```
 */
export function encodeDescription({ text, at, id }: StatusDescription): string {
  if (!isStatusId(id))
    throw new RangeError(`The id of a status needs 1 to 115 visible characters and no space: "${id}"`);
  const suffix = `· ${toSeconds(at)} ${id}`;
  const line = cut(statusLine(text), MAX_LENGTH - suffix.length - 1);
  return line === "" ? suffix : `${line} ${suffix}`;
}

/**
 * Reads a description that {@link encodeDescription} wrote.
 *
 * @returns its parts, or undefined for foreign text, from which no state can be read.
 * @example
 * ```ts source="./description.examples.ts#decodeDescription_foreign"
 * const read = decodeDescription(description);
 * const release = read?.id; // undefined where somebody else wrote the description
 * ```
 */
export function decodeDescription(description: string | null | undefined): StatusDescription | undefined {
  const match = SUFFIX.exec(description ?? "");
  const [, text = "", at, id] = match ?? [];
  return at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? undefined : { text, at, id };
}

/** Tells whether a text can be the id in a description: 1 to 115 visible characters and no space. */
export function isStatusId(id: string): boolean {
  return /^\S{1,115}$/.test(id) && statusLine(id) === id;
}

/**
 * Writes a time as RFC 3339 in UTC with whole seconds.
 *
 * @throws RangeError when it is no time, or in a year of more than four digits, which RFC 3339 does not have.
 */
export function toSeconds(time: string | number): string {
  if (!isStatusTime(time)) throw new RangeError(`"${time}" is not a time between the years 0 and 9999.`);
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Tells whether something can be the time in a description. */
export function isStatusTime(time: string | number): boolean {
  const date = new Date(time);
  return !Number.isNaN(date.getTime()) && /^\d{4}-/.test(date.toISOString());
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, length - ELLIPSIS.length).trimEnd() + ELLIPSIS;
}
