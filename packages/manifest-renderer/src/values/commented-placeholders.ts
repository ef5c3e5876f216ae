import { Lexer } from "yaml";

import type { Diagnostic } from "../diagnostic.ts";
import type { SourceText } from "../yaml/place.ts";
import { createLineLookup } from "../yaml/place.ts";
import { placeholderPattern } from "./placeholder-syntax.ts";

/** Tokens of the lexer that stand for no text of the source. */
const MARKS = new Set(["\u0002", "\u0018", "\u001f"]);
const SCALAR_MARK = "\u001f";

/**
 * Finds placeholders that YAML takes for a comment: in `port: #{PORT}#`, the port is null.
 *
 * Only comments that start with a placeholder count; one that mentions a placeholder is a comment.
 */
export function findCommentedPlaceholders(source: SourceText): readonly Diagnostic[] {
  if (!source.text.includes("#{")) return [];
  const findings: Diagnostic[] = [];
  const starts = new RegExp(`^(?:${placeholderPattern(["#{VAR}#"]).source})`);
  const lineAt = createLineLookup({ ...source, line: 1 });
  let offset = 0;
  let previous = "";
  for (const token of new Lexer().lex(source.text)) {
    const placeholder = previous === SCALAR_MARK ? null : starts.exec(token);
    if (placeholder !== null) {
      const message = `YAML takes ${placeholder[0]} for a comment, and the value for null; put it into quotes`;
      const origin = { file: source.file, line: lineAt(offset) };
      findings.push({ severity: "error", code: "placeholder/in-comment", message, origin });
    }
    if (!MARKS.has(token)) offset += token.length;
    previous = token;
  }
  return findings;
}
