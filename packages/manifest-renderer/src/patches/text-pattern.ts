import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

/** Tells whether a text matches. */
export type TextPattern = (text: string) => boolean;

/** Gives the places of the text at which a match that starts at one of the given places can end. */
type Matcher = (text: string, starts: ReadonlySet<number>) => ReadonlySet<number>;

interface Node {
  readonly match: Matcher;
  readonly repeats: boolean;
}

/** No name in Kubernetes is longer. */
const MAX_LENGTH = 253;
const SPECIAL = /[\\^$.*+?()[\]{}|]/;
const CLASS = /^\[(\^?)((?:[^\\[\]^-]-[^\\[\]^-]|[^\\[\]^-])+-?)\]/;

/**
 * Compiles a regular expression that must match the whole text, as kustomize anchors those of a target.
 *
 * It walks all ways at once instead of backtracking, as RE2 does: the time grows with the length of the text, and no
 * pattern of a configuration repository can stall a render. What it does not know is refused, not taken for a literal.
 */
export function compileTextPattern(pattern: string): Result<TextPattern, string> {
  if (pattern.length > MAX_LENGTH) return err(`a pattern may have ${MAX_LENGTH} characters at most`);
  if (!SPECIAL.test(pattern)) return ok((text) => text === pattern);
  const reader = new PatternReader(pattern.replace(/^\^/, "").replace(/(?<!\\)\$$/, ""));
  const node = reader.readAll();
  if (reader.problem !== undefined) {
    const taken = "taken are literals, ., [a-z], groups, |, ?, * and +, without repetitions inside of each other";
    return err(`${JSON.stringify(pattern)} cannot be used as a pattern: ${reader.problem}; ${taken}`);
  }
  return ok((text) => text.length <= MAX_LENGTH && node.match(text, new Set([0])).has(text.length));
}

class PatternReader {
  problem: string | undefined;
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  readAll(): Node {
    const node = this.#alternatives();
    if (this.#at < this.#pattern.length) this.problem ??= "a ) is not opened";
    return node;
  }

  #alternatives(): Node {
    const nodes = [this.#sequence()];
    while (this.#take("|")) nodes.push(this.#sequence());
    const [first] = nodes;
    if (nodes.length === 1 && first !== undefined) return first;
    return {
      match: (text, starts) => new Set(nodes.flatMap(({ match }) => [...match(text, starts)])),
      repeats: nodes.some(({ repeats }) => repeats),
    };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    while (this.#at < this.#pattern.length && !"|)".includes(this.#next()) && this.problem === undefined) {
      nodes.push(this.#repeated(this.#atom()));
    }
    return {
      match: (text, starts) => nodes.reduce((places, { match }) => match(text, places), starts),
      repeats: nodes.some(({ repeats }) => repeats),
    };
  }

  #repeated(node: Node): Node {
    const sign = this.#next();
    if (sign !== "*" && sign !== "+" && sign !== "?") return node;
    this.#at += 1;
    if (node.repeats && sign !== "?") this.problem ??= "a repetition stands inside of another";
    if (/^[*+?]/.test(this.#next())) this.problem ??= "a repetition follows another";
    const match: Matcher = (text, starts) => {
      const once = sign === "?" ? node.match(text, starts) : allRepetitions(node.match, text, starts);
      return sign === "+" ? once : new Set([...starts, ...once]);
    };
    return { match, repeats: node.repeats || sign !== "?" };
  }

  #atom(): Node {
    if (this.#take("(")) {
      if (this.#next() === "?") this.problem ??= "a group starts with ?";
      const inner = this.#alternatives();
      if (!this.#take(")")) this.problem ??= "a ( is not closed";
      return inner;
    }
    const listed = CLASS.exec(this.#pattern.slice(this.#at));
    if (listed !== null) {
      this.#at += listed[0].length;
      const isIn = classTest(listed[2] ?? "");
      return oneCharacter((character) => isIn(character) === (listed[1] === ""));
    }
    const character = this.#next();
    this.#at += 1;
    if (character === ".") return oneCharacter(() => true);
    if (character === "\\") {
      const literal = this.#next();
      this.#at += 1;
      if (!/^[^\w\s]$/.test(literal)) this.problem ??= `\\${literal} is no escape`;
      return oneCharacter((other) => other === literal);
    }
    if (SPECIAL.test(character)) this.problem ??= `${character} stands where it means nothing`;
    return oneCharacter((other) => other === character);
  }

  #next(): string {
    return this.#pattern.charAt(this.#at);
  }

  #take(character: string): boolean {
    const taken = this.#next() === character;
    if (taken) this.#at += 1;
    return taken;
  }
}

function oneCharacter(isMatch: (character: string) => boolean): Node {
  const match: Matcher = (text, starts) => {
    const ends = new Set<number>();
    for (const start of starts) if (start < text.length && isMatch(text.charAt(start))) ends.add(start + 1);
    return ends;
  };
  return { match, repeats: false };
}

function allRepetitions(match: Matcher, text: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  const ends = new Set<number>();
  let fresh = match(text, starts);
  while (fresh.size > 0) {
    for (const end of fresh) ends.add(end);
    fresh = new Set([...match(text, fresh)].filter((end) => !ends.has(end)));
  }
  return ends;
}

/** Reads the inside of `[a-z0-9.-]`. */
function classTest(inside: string): (character: string) => boolean {
  const ranges = [...inside.matchAll(/(.)-(.)|(.)/gs)].map(([, from, to, single]): readonly [string, string] => [
    from ?? single ?? "",
    to ?? single ?? "",
  ]);
  return (character) => ranges.some(([from, to]) => from <= character && character <= to);
}
