import type { JsonValue } from "@gitops/manifest-renderer";

/** What the placeholders of a slot stand for; undefined for one that has no value there. */
export interface SlotNames {
  readonly environment: string;
  readonly app: string;
  readonly cluster: string | undefined;
  readonly wave: string | undefined;
  readonly namespace: string | undefined;
}

const PLACEHOLDER = /\{(env|app|cluster|wave|namespace)\}/g;

/** Placeholders for messages. */
export const PLACEHOLDERS = "{env}, {app}, {cluster}, {wave} or {namespace}";

/**
 * Replaces the placeholders in a path, branch or object name of the pipeline; one without a value stays.
 *
 * @internal
 */
export function expandPlaceholders(template: string, names: SlotNames): string {
  return template.replace(PLACEHOLDER, (token, name: string) => valueOf(name, names) ?? token);
}

/**
 * Replaces the placeholders in every text of the options of an engine; the names of options stay.
 *
 * @internal
 */
export function expandDeep(value: JsonValue | undefined, names: SlotNames): JsonValue | undefined {
  if (typeof value === "string") return expandPlaceholders(value, names);
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((item) => expandDeep(item, names) ?? null);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expandDeep(inner, names) ?? null]));
}

/**
 * Lists the placeholders of a template that have no value in a slot.
 *
 * @internal
 */
export function missingPlaceholders(template: string, names: SlotNames): readonly string[] {
  const found = [...template.matchAll(PLACEHOLDER)];
  return found.filter(([, name = ""]) => valueOf(name, names) === undefined).map(([token]) => token);
}

/**
 * Lists what looks like a placeholder and is none.
 *
 * @internal
 */
export function unknownPlaceholders(template: string): readonly string[] {
  return (template.match(/\{[^{}]*\}/g) ?? []).filter((token) => token.replace(PLACEHOLDER, "") !== "");
}

function valueOf(name: string, names: SlotNames): string | undefined {
  return name === "env" ? names.environment : names[name as Exclude<keyof SlotNames, "environment">];
}
