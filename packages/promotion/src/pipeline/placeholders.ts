import type { JsonValue } from "@gitops/manifest-renderer";

/**
 * Replaces `{env}` and `{app}` in a path, branch or object name of the pipeline.
 *
 * @internal
 */
export function expandPlaceholders(
  template: string,
  names: { readonly environment: string; readonly app: string },
): string {
  return template.replaceAll("{env}", names.environment).replaceAll("{app}", names.app);
}

/**
 * Replaces `{env}` and `{app}` in every text of the options of an engine; the names of options stay.
 *
 * @internal
 */
export function expandDeep(
  value: JsonValue | undefined,
  names: { readonly environment: string; readonly app: string },
): JsonValue | undefined {
  if (typeof value === "string") return expandPlaceholders(value, names);
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((item) => expandDeep(item, names) ?? null);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expandDeep(inner, names) ?? null]));
}

/**
 * Lists the placeholders of a template that {@link expandPlaceholders} does not know.
 *
 * @internal
 */
export function unknownPlaceholders(template: string): readonly string[] {
  return (template.match(/\{[^{}]*\}/g) ?? []).filter((token) => token !== "{env}" && token !== "{app}");
}
