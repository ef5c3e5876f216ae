import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";
import { Composer, Lexer, Parser } from "yaml";
import type { CST, Document } from "yaml";

import type { Limits } from "../limits.ts";
import { LexemeCount } from "./lexeme-count.ts";
import type { SyntaxProblem } from "./syntax.ts";

/** What the parser holds open besides collections: the document, and the scalar that it reads. */
const NOT_NESTED = 2;

/** Why there is no tree: a place of the text, or a limit. */
export type TreeRefusal = SyntaxProblem | { readonly exceeded: keyof Limits };

/**
 * Makes the syntax tree of one document.
 *
 * The composer of the library recurses, and a stack that overflows inside of it can end the process; anchors cost it
 * more than their number. Its parser keeps a stack of its own, so all this is counted before anything is composed.
 */
export function composeTree(text: string, limits: Limits): Result<Document.Parsed, TreeRefusal> {
  const parser = new Parser();
  const count = new LexemeCount(limits);
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") return err(problemOf(token.message, token.offset));
      tokens.push(token);
    }
    count.add(lexeme);
    // An empty collection may lie on the last depth that is allowed. Maps of one pair (`[a: b]`) are not counted here.
    if (parser.stack.length > limits.maxDepth + 1 + NOT_NESTED) return err({ exceeded: "maxDepth" });
    if (count.exceeded !== undefined) return err({ exceeded: count.exceeded });
  }
  tokens.push(...parser.end());
  return compose(tokens, text.length);
}

function compose(tokens: readonly CST.Token[], length: number): Result<Document.Parsed, TreeRefusal> {
  const composer = new Composer({ schema: "failsafe", uniqueKeys: false, logLevel: "error" });
  let first: SyntaxProblem | undefined;
  // The library would make an error with a stack trace for each problem, and a hostile text has one in each line.
  Object.assign(composer, {
    onError: (place: ErrorPlace, _code: string, message: string) => {
      first ??= problemOf(message, offsetOf(place));
    },
  });
  let tree: Document.Parsed | undefined;
  for (const document of composer.compose(tokens, true, length)) {
    const [broken] = [...document.errors, ...document.warnings];
    if (broken !== undefined) first ??= problemOf(broken.message, broken.pos[0]);
    if (tree !== undefined) first ??= problemOf("Source contains multiple documents", document.range[0]);
    if (first !== undefined) return err(first);
    tree = document;
  }
  return tree === undefined ? err(problemOf("there is no document", 0)) : ok(tree);
}

/** Where the library sees a problem. */
type ErrorPlace = number | readonly [number, number] | { readonly offset: number };

function offsetOf(place: ErrorPlace): number {
  if (typeof place === "number") return place;
  return "offset" in place ? place.offset : place[0];
}

/** The library quotes the source behind a colon; the excerpt shows it, unless it belongs to a Secret. */
function problemOf(message: string, offset: number): SyntaxProblem {
  return { offset, message: message.replace(/: ".*$/s, "") };
}
