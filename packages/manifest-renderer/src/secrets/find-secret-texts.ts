import { formatFieldPath } from "../field-path.ts";
import type { JsonValue } from "../json.ts";

/** Finds the fields of a value that hold a secret, as text or in one of the forms that hide it from no one. */
export type FindSecrets = (value: JsonValue) => readonly SecretPlace[];

/** A field that holds a secret. */
export interface SecretPlace {
  /** Place of the field. */
  readonly path: string;
  /** Name of the secret. */
  readonly name: string;
}

/**
 * Makes the search for secrets.
 *
 * It knows a secret as it is, without the blanks at its ends, in JSON, in a URL, and in base64 at any offset: a password inside
 * of a file inside of `data` is found, too.
 */
export function createSecretSearch(secrets: ReadonlyMap<string, string>): FindSecrets {
  const needles = [...secrets].flatMap(([name, text]) => formsOf(text).map((form) => ({ name, form })));
  if (needles.length === 0) return () => [];
  return (root) => {
    const found: SecretPlace[] = [];
    const path: (string | number)[] = [];
    const test = (text: string): void => {
      const needle = needles.find(({ form }) => text.includes(form));
      if (needle !== undefined) found.push({ path: formatFieldPath(path), name: needle.name });
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

function formsOf(text: string): readonly string[] {
  const trimmed = text.trim();
  const json = JSON.stringify(trimmed).slice(1, -1);
  return [...new Set([text, trimmed, json, encodeURIComponent(trimmed), ...base64Forms(trimmed)])].filter(
    (form) => form.length >= 4,
  );
}

/** What base64 makes of a text that starts at any of the three offsets; characters that its neighbours decide are left out. */
function base64Forms(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((padded.length * 8) / 6);
    const form = padded.toString("base64").slice(start, end);
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
