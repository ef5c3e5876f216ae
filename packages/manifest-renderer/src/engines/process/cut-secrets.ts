import { secretForms } from "../../secrets/secret-forms.ts";

/** Cuts a piece of a secret off the end of a text that was cut there: no mask would recognise it. */
export function dropCutSecret(text: string, secrets: readonly string[]): string {
  return text.slice(0, text.length - longestOverlap(secrets, (form, length) => text.endsWith(form.slice(0, length))));
}

/** Cuts a piece of a secret off the start of a text that was cut there. */
export function dropCutSecretAtStart(text: string, secrets: readonly string[]): string {
  return text.slice(longestOverlap(secrets, (form, length) => text.startsWith(form.slice(-length))));
}

function longestOverlap(secrets: readonly string[], overlaps: (form: string, length: number) => boolean): number {
  const lengths = secrets.flatMap(secretForms).map((form) => {
    let length = form.length - 1;
    while (length > 0 && !overlaps(form, length)) length--;
    return length;
  });
  return Math.max(0, ...lengths);
}
