import type * as v from "valibot";

import type { Problem } from "../check/problem.ts";

const WORDS: Readonly<Record<string, string>> = {
  Array: "a list",
  Object: "an object with keys",
  string: "a text",
  number: "a number",
  boolean: "true or false",
};

/**
 * Says in sentences what the validator found.
 *
 * @internal
 */
export function shapeProblems(issue: v.BaseIssue<unknown>): readonly Problem[] {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  if (issue.type === "union") {
    const inner = insideOf(issue.issues ?? []);
    if (inner.length > 0) {
      return inner.flatMap(shapeProblems).map(({ message, path: rest }) => ({ message, path: [...path, ...rest] }));
    }
  }
  return [{ path, message: sentenceOf(issue) }];
}

/**
 * Picks what is wrong inside of a value that may have several forms: a value of the wrong form as a whole, and a key that
 * another form would have, say nothing.
 */
function insideOf(issues: readonly v.BaseIssue<unknown>[]): readonly v.BaseIssue<unknown>[] {
  const places = new Set<string>();
  return issues.filter(({ path, received }) => {
    const place = (path ?? []).map(({ key }) => String(key)).join("\n");
    if (path === undefined || received === "undefined" || places.has(place)) return false;
    places.add(place);
    return true;
  });
}

function sentenceOf({ kind, type, message, received, expected }: v.BaseIssue<unknown>): string {
  const isOwn = message !== "" && !message.startsWith("Invalid ");
  if (isOwn && (kind === "validation" || type === "union")) return message;
  if (received === "undefined") return "is required";
  const remedy = expected === "string" && /^[\d.-]+$|^(true|false)$/.test(received) ? "; put it in quotes" : "";
  return `must be ${wordsFor(expected)}, not ${WORDS[received] ?? received}${remedy}`;
}

/** valibot writes `("a" | "b")`. */
function wordsFor(expected: string | null): string {
  if (expected === null) return "something else";
  return WORDS[expected] ?? expected.replace(/^\((.*)\)$/, "$1").replaceAll(" | ", " or ");
}
