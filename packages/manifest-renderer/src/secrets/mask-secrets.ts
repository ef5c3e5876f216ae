import { secretForms } from "./secret-forms.ts";

const MASK = "***";

/** Replaces the secrets in a text that people will read, in every form in which they are still readable. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets.flatMap(secretForms).reduce((masked, form) => masked.replaceAll(form, MASK), text);
}

/** Masks every text of a value, names included: an error or a finding quotes what templates wrote. */
export function maskDeep<T>(value: T, secrets: readonly string[]): T {
  if (secrets.length === 0) return value;
  const forms = secrets.flatMap(secretForms);
  const mask = (text: string): string => forms.reduce((masked, form) => masked.replaceAll(form, MASK), text);
  const walk = (inner: unknown): unknown => {
    if (typeof inner === "string") return mask(inner);
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== "object" || inner === null) return inner;
    if (inner instanceof Error) return maskError(inner, mask, walk);
    return Object.fromEntries(Object.entries(inner).map(([key, item]) => [mask(key), walk(item)]));
  };
  return walk(value) as T;
}

/** Masks an error in place: who catches it must get the class that it has. */
function maskError(error: Error, mask: (text: string) => string, walk: (value: unknown) => unknown): Error {
  for (const key of new Set([...Object.keys(error), "message", "stack"])) {
    if (key === "name" || key === "code") continue;
    const own: unknown = Reflect.get(error, key);
    const masked = typeof own === "string" ? mask(own) : walk(own);
    Object.defineProperty(error, key, { value: masked, configurable: true, writable: true });
  }
  return error;
}
