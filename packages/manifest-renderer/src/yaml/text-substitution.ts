import type { JsonValue } from "../json.ts";
import type { DocumentText } from "./place.ts";
import { createLineLookup } from "./place.ts";
import { mayHoldPlaceholder } from "./placeholder-mark.ts";
import type { ScalarOptions } from "./tree-reader.ts";

/** A map or a list that is being filled. */
export type Container = Record<string, JsonValue> | JsonValue[];

/** A text that may hold placeholders, and where it belongs. */
interface Noted {
  readonly text: string;
  readonly offset: number;
  readonly container: Container;
  readonly key: string | number;
}

/**
 * The texts of a document that may hold placeholders.
 *
 * A substitution leaves traces, such as findings, so it must not start before the document is known to be readable.
 */
export class TextSubstitution {
  readonly #document: DocumentText;
  readonly #substitute: ScalarOptions["substitute"];
  readonly #noted: Noted[] = [];
  readonly #active: boolean;

  constructor(document: DocumentText, substitute: ScalarOptions["substitute"]) {
    this.#document = document;
    this.#substitute = substitute;
    this.#active = substitute !== undefined && mayHoldPlaceholder(document.text);
  }

  /** Tells whether a substitution could change a text. */
  isAffected(text: string): boolean {
    return this.#active && mayHoldPlaceholder(text);
  }

  /** Remembers a text of the document, in its order. */
  note(text: string, offset: number, container: Container, key: string | number): void {
    if (this.isAffected(text)) this.#noted.push({ text, offset, container, key });
  }

  /** Substitutes all texts that were noted. */
  apply(): void {
    if (this.#noted.length === 0 || this.#substitute === undefined) return;
    const lineAt = createLineLookup(this.#document);
    for (const { text, offset, container, key } of this.#noted) {
      (container as Record<string | number, JsonValue>)[key] = this.#substitute(text, () => lineAt(offset));
    }
  }
}
