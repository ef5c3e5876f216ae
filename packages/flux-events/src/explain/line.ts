/** The controllers work in folders of a random name, which would make every repetition of a failure look new. */
const TEMPORARY_FOLDER = /\/tmp\/([\w.-]+)(\/?)/g;

// Characters that end a line, or turn the direction of what follows.
const UNPRINTABLE = /[\s\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** Longest line, in characters: a sentence, not a page. */
const MAX_LENGTH = 500;

/** Makes one line of a text, without the names of temporary folders, cut where it is long. */
export function toLine(text: string): string {
  // A message can be megabytes long; what cannot be shown is not worth looking at.
  const line = text
    .slice(0, 20 * MAX_LENGTH)
    .toWellFormed()
    .replace(TEMPORARY_FOLDER, withoutFolder)
    .replace(UNPRINTABLE, " ")
    .trim();
  if (line.length <= MAX_LENGTH) return withoutEnd(line);
  return `${line.slice(0, MAX_LENGTH - 1).toWellFormed()}…`;
}

/** A folder with a number behind its name is one of those; what lies in it is named from there on. */
function withoutFolder(path: string, name: string, slash: string): string {
  if (!/\d/.test(name.charAt(name.length - 1))) return path;
  return slash === "" ? "/tmp/…" : "";
}

/** Cuts full stops and colons off the end. A pattern would start anew at each of them. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && /[\s.:]/.test(line.charAt(end - 1))) end--;
  return line.slice(0, end);
}
