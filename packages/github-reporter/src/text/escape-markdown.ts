import { oneLine } from "./one-line.ts";

// GitHub looks for mentions, references and addresses in what the reader sees, where escapes are gone already: a space
// without width after the sign keeps it from finding one. Renovate does the same.
const NOTHING = "&#8203;";
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Writes text from outside into Markdown of GitHub, so that it stays text: no markup, HTML, emoji, mention, reference or link.
 *
 * It becomes one line, which may stand in a paragraph, a list, a table or a heading. In a code block nothing is escaped;
 * keep text from outside out of those, and out of HTML comments.
 *
 * @example
 * ```ts source="./escape-markdown.examples.ts#escapeMarkdown_message"
 * const sentence = `Flux says: ${escapeMarkdown(message)}`;
 * ```
 * @see https://github.github.com/gfm/#backslash-escapes
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\\`*_{}[\]()#+\-.!|~$^=]/g, "\\$&")
    .replace(/@|\\#|:(?=\/\/)|:(?!\d\d:)(?=[\w\\+-]+:)|\bGH\\-(?=\d)|\bwww(?=\\\.)/gi, `$&${NOTHING}`);
}
