const MAX_CODE_LENGTH = 160;
// Line ends, controls, and characters that reorder or hide what a reader sees.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu;

/**
 * Writes text from outside as inline code, so that it stays text.
 *
 * In inline code, GitHub reads no markup, no HTML and no mention; the fence is longer than any run of backticks inside.
 *
 * @see https://spec.commonmark.org/0.31.2/#code-spans
 */
export function inlineCode(text: string): string {
  const visible = makeVisible(cut(text));
  const runs = visible.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  // Blanks at both ends are taken away once; so are blanks that only keep the fence off a backtick.
  const padding = /^(?:$|[` ])|[` ]$/.test(visible) ? " " : "";
  return `${fence}${padding}${visible}${padding}${fence}`;
}

/**
 * Writes text from outside as code in HTML, for places where GitHub reads no Markdown, such as the line of a summary.
 *
 * GitHub makes no link and no mention of what stands in code. All that could be markup is an entity besides, so that
 * the text stays text wherever a reader takes the line for Markdown.
 *
 * @see https://github.github.com/gfm/#html-blocks
 */
export function htmlCode(text: string): string {
  const escaped = makeVisible(cut(text)).replace(
    /[^\p{L}\p{N} ./-]/gu,
    (character) => `&#${character.codePointAt(0) ?? 0};`,
  );
  return `<code>${escaped}</code>`;
}

/** Cuts a pair of long texts to the part in which they differ. */
export function cutToDifference(before: string, after: string): readonly [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const start = same - MAX_CODE_LENGTH / 4;
  const isLong = Math.max(before.length, after.length) > MAX_CODE_LENGTH;
  return isLong && start > 0 ? [`…${before.slice(start)}`, `…${after.slice(start)}`] : [before, after];
}

function makeVisible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

function cut(text: string): string {
  return text.length > MAX_CODE_LENGTH ? `${text.slice(0, MAX_CODE_LENGTH - 1)}…` : text;
}
