import { formatFieldPath } from "../field-path.ts";
import type { JsonValue } from "../json.ts";
import { secretForms } from "./secret-forms.ts";

/** Finds the fields of a value that hold a secret, as text or in one of the forms that hide it from no one. */
export type FindSecrets = (value: JsonValue) => readonly SecretPlace[];

/** A field that holds a secret. */
export interface SecretPlace {
  /** Place of the field. */
  readonly path: string;
  /** Name of the secret. */
  readonly name: string;
}

const BASE64 = /^[\w+/=\s-]{8,}$/;
/** Registries keep base64 inside of JSON inside of base64. */
const DEEPEST_BASE64 = 4;

/**
 * Makes the search for secrets.
 *
 * It knows a secret in every form of {@link secretForms}, and looks into texts that are base64 themselves: a password inside
 * of a file inside of `data` is found, too. A value that a template cuts, turns around or hashes is not recognised.
 */
export function createSecretSearch(secrets: ReadonlyMap<string, string>): FindSecrets {
  const needles = [...secrets].flatMap(([name, text]) => secretForms(text).map((form) => ({ name, form })));
  if (needles.length === 0) return () => [];
  const nameIn = (text: string, depth = 0): string | undefined => {
    const needle = needles.find(({ form }) => text.includes(form));
    if (needle !== undefined || depth >= DEEPEST_BASE64 || !BASE64.test(text)) return needle?.name;
    return (
      nameIn(Buffer.from(text, "base64").toString("latin1"), depth + 1) ??
      nameIn(Buffer.from(text, "base64").toString(), DEEPEST_BASE64)
    );
  };
  return (root) => {
    const found: SecretPlace[] = [];
    const path: (string | number)[] = [];
    const test = (text: string): void => {
      const name = nameIn(text);
      if (name !== undefined) found.push({ path: formatFieldPath(path), name });
    };
    const walk = (value: JsonValue): void => {
      if (typeof value === "object" && value !== null) {
        const entries = Array.isArray(value) ? (value as readonly JsonValue[]).entries() : Object.entries(value);
        for (const [step, inner] of entries) {
          path.push(step);
          if (typeof step === "string") test(step);
          walk(inner);
          path.pop();
        }
      } else if (value !== null && typeof value !== "boolean") test(String(value));
    };
    walk(root);
    return found;
  };
}
