import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { YamlError } from "../../errors.ts";
import { LimitExceededError } from "../../errors.ts";
import type { SourceText } from "../../yaml/place.ts";
import { yamlErrorAt } from "../../yaml/place.ts";

/** Space up to the colon behind a key. */
const COLON = /[ \t\r\n]*:/y;

/**
 * Refuses what `JSON.parse` and kustomize read differently in valid JSON: of a key that stands twice, kustomize takes the
 * first in some places; `<<` is a merge in YAML. Refuses also what nests too deep for a reader that recurses.
 */
export function checkJson(source: SourceText, maxDepth: number): Result<void, LimitExceededError | YamlError> {
  const { file, text } = source;
  const open: Set<string>[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "[" || character === "{") {
      open.push(new Set());
      if (open.length > maxDepth) return err(new LimitExceededError("maxDepth", maxDepth, file));
    } else if (character === "]" || character === "}") {
      open.pop();
    } else if (character === '"') {
      const start = index;
      index = endOfString(text, start);
      COLON.lastIndex = index + 1;
      if (!COLON.test(text)) continue;
      const problem = keyProblem(JSON.parse(text.slice(start, index + 1)) as string, open.at(-1));
      if (problem !== undefined) return err(yamlErrorAt({ ...source, line: 1 }, start, problem));
    }
  }
  return ok();
}

function keyProblem(key: string, known: Set<string> | undefined): string | undefined {
  if (key === "<<") return 'a key must not be "<<"';
  if (known?.has(key) === true) return `the key ${JSON.stringify(key)} stands twice in this map`;
  known?.add(key);
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end;
}
