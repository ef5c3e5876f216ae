import { CST } from "yaml";

import type { Limits } from "../limits.ts";

/** Counts the anchors, aliases and values of a document while it is split into lexemes, at a few bytes of memory. */
export class LexemeCount {
  /** Limit that was exceeded, if any. */
  exceeded: keyof Limits | undefined;

  readonly #limits: Limits;
  #anchors = 0;
  #aliases = 0;
  #values = 0;
  #commas = 0;
  #isText = false;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts one lexeme. */
  add(lexeme: string): void {
    // The lexeme behind this mark is the text of a scalar.
    if (!this.#isText) this.#count(lexeme.charAt(0));
    this.#isText = lexeme === CST.SCALAR;
  }

  #count(first: string): void {
    const { maxAnchors, maxAliases, maxValues } = this.#limits;
    if (first === "&" && ++this.#anchors > maxAnchors) this.exceeded = "maxAnchors";
    else if (first === "*" && ++this.#aliases > maxAliases) this.exceeded = "maxAliases";
    // Each dash and each colon brings one value. A comma may stand between two pairs that were counted.
    else if ((first === "-" || first === ":") && ++this.#values > maxValues) this.exceeded = "maxValues";
    else if (first === "," && ++this.#commas > maxValues) this.exceeded = "maxValues";
  }
}
