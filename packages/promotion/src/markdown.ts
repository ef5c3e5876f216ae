/**
 * Writes text from outside so that Markdown shows it as it is: no markup, no link, no mention, no issue reference.
 *
 * @see https://docs.github.com/get-started/writing-on-github
 * @internal
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, " ")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(/[\\`*_{}[\]()|!~>]/g, "\\$&")
      // A zero-width space keeps GitHub from seeing a mention, an issue or a commit.
      .replaceAll(/[@#]/g, "$&\u200b")
  );
}

/**
 * Writes text from outside as inline code, with a fence longer than any run of backticks in it.
 *
 * @see https://spec.commonmark.org/0.31.2/#code-spans
 * @internal
 */
export function inlineCode(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}
