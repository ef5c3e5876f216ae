import { escapeMarkdown } from "@gitops/github-reporter";
import { inlineCode } from "@gitops/manifest-renderer";

const MAX_PROSE = 400;
const MAX_HTML_CODE = 120;
// Everything that could hide, reorder or end a line.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;
const INVISIBLE_IN_LINES = /(?!\n|\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;
/** GitHub takes seven digits for a commit. */
const SHA = /[0-9a-f]{6}(?=[0-9a-f])/gi;
const NOTHING = "\u200B";

/**
 * Keeps text from being a mention, a reference or a closing keyword where GitHub reads no Markdown: it may take the body of
 * a pull request for the message of the merge commit, where code spans do not protect.
 *
 * @see https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
 */
export function seal(text: string): string {
  return text.replace(
    /(?<![A-Za-z0-9])@(?=\w)|(?<!&)#(?=\d)|\bGH-(?=\d)|:(?=\/\/\S*\/(?:issues|pull)\/\d)/gi,
    `$&${NOTHING}`,
  );
}

/** Writes text from outside as a code span: GitHub reads no markup, link, mention, reference or sha in it. */
export function code(text: string): string {
  return seal(inlineCode(text));
}

/** Writes text from outside as code in HTML, for cells of tables and the lines that unfold: a code span ends at a `|` there. */
export function htmlCode(text: string): string {
  const escaped = visible(cut(text, MAX_HTML_CODE)).replace(
    /[^\p{L}\p{N} -]/gu,
    (character) => `&#${character.codePointAt(0) ?? 0};`,
  );
  return `<code>${seal(escaped)}</code>`;
}

/** Writes a sentence from outside as prose, without markup, link, mention, reference or sha. */
export function prose(text: string): string {
  return escapeMarkdown(cut(text, MAX_PROSE)).replace(SHA, "$&&#8203;");
}

/** Writes lines from outside as a block of code, whose fence is longer than any run of backticks in it. */
export function codeBlock(language: string, lines: string): string {
  const text = seal(
    lines
      .replace(/\r\n/g, "\n")
      .replace(INVISIBLE_IN_LINES, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`),
  );
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(2, ...runs.map((run) => run.length)) + 1);
  return `${fence}${language}\n${text.replace(/\n+$/, "")}\n${fence}`;
}

/** Writes a link around a label that is Markdown already; the label alone when the address is none of a web page. */
export function link(label: string, address: string | undefined): string {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  const isPage = url !== undefined && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  if (!isPage) return label;
  const href = url.href.replace(/[\\`$|<>&"']/g, (character) =>
    character === "&" ? "&amp;" : `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${label}](<${href}>)`;
}

function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

function cut(text: string, length: number): string {
  const characters = Array.from(text.slice(0, 2 * length + 2));
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
}
