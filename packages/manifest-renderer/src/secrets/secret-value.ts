const MIN_LENGTH = 4;

/**
 * A text that must not be read in Git: the value of a GitHub environment secret, for example.
 *
 * Printing it, or turning it into JSON, gives `(secret)`. Templates name it as `${secrets.NAME}`.
 */
export class SecretValue {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Gives the text itself. */
  reveal(): string {
    return this.#text;
  }

  /** Gives `(secret)`. */
  toString(): string {
    return "(secret)";
  }

  /** Gives `(secret)`. */
  toJSON(): string {
    return "(secret)";
  }
}

/**
 * Marks a text as secret.
 *
 * @throws RangeError when the text has fewer than 4 characters: it could not be told from any other text in the output.
 * @example
 * ```ts source="./secret-value.examples.ts#secretValue"
 * const secrets = { DB_PASSWORD: secretValue(password) };
 * const shown = JSON.stringify(secrets); // {"DB_PASSWORD":"(secret)"}
 * ```
 */
export function secretValue(text: string): SecretValue {
  if (text.length < MIN_LENGTH) throw new RangeError(`a secret must have at least ${MIN_LENGTH} characters`);
  return new SecretValue(text);
}
