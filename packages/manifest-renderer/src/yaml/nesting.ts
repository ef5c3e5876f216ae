import { Lexer, Parser } from "yaml";

/** What the parser holds open besides collections: the document, and the scalar that it reads. */
const NOT_NESTED = 2;

/**
 * Tells whether a document nests more maps and lists than any reading of it with `maxDepth` could take.
 *
 * The composer of the library recurses, and a stack that overflows inside of it can end the process. Its parser keeps
 * a stack of its own, so the depth is known before anything recurses. Maps of one pair (`[a: b]`) are not counted here.
 */
export function nestsDeeperThan(text: string, maxDepth: number): boolean {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // The parser is a generator; only the stack that it leaves behind is of interest.
    Array.from(parser.next(lexeme));
    // An empty collection may lie on the last depth that is allowed.
    if (parser.stack.length > maxDepth + 1 + NOT_NESTED) return true;
  }
  return false;
}
