import { YamlError } from "../errors.ts";

const EXCERPT_WIDTH = 100;
const SECRET = /^[ \t{,-]*["']?kind["']?[ \t]*:[ \t]*["']?Secret\b/m;

/** A text to be read, and what it is called. */
export interface SourceText {
  /** Name of the file in messages. */
  readonly file: string;
  /** Its text. */
  readonly text: string;
  /** Whether no line may be shown in a message. Default: only when the text describes a Secret. */
  readonly confidential?: boolean | undefined;
}

/** A piece of a file: one YAML document, with LF line ends. */
export interface DocumentText extends SourceText {
  /** Line of the file on which the document starts, counted from 1. */
  readonly line: number;
  /** Its text as it stands in the file, where that has other line ends. */
  readonly original?: string | undefined;
}

/** Makes the function that gives the line of the file at an offset of the document, counted from 1. */
export function createLineLookup({ text, line }: DocumentText): (offset: number) => number {
  // Most documents are read without anyone asking for a line.
  let ends: readonly number[] | undefined;
  return (offset) => {
    ends ??= lineEnds(text);
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? offset) < offset) low = middle + 1;
      else high = middle;
    }
    return line + low;
  };
}

function lineEnds(text: string): readonly number[] {
  const ends: number[] = [];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) ends.push(end);
  return ends;
}

/** Makes the error for a place of a document: file, line, column, and the line itself with a caret below. */
export function yamlErrorAt(document: DocumentText, offset: number, problem: string): YamlError {
  const { file, text } = document;
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", start);
  const column = offset - start + 1;
  const place = { file, line: createLineLookup(document)(offset), column };
  const confidential = document.confidential ?? SECRET.test(text);
  const excerpt = confidential
    ? "(the line is not shown: it may hold a secret)"
    : excerptOf(text.slice(start, end < 0 ? undefined : end), column);
  return new YamlError(`${file}:${place.line}:${column}: ${problem}\n\n${excerpt}\n`, place);
}

function excerptOf(line: string, column: number): string {
  const from = Math.max(0, Math.min(column - EXCERPT_WIDTH / 2, line.length - EXCERPT_WIDTH));
  const shown = line.slice(from, from + EXCERPT_WIDTH).replace(/[^ -~\u00a1-\u2027\u202a-\ud7ff\ue000-\ufffd]/g, " ");
  return `${shown}\n${" ".repeat(column - 1 - from)}^`;
}
