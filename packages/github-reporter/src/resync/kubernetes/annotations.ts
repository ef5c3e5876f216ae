const PREFIX = "event.toolkit.fluxcd.io/";

/** Picks the annotations that Flux adds to events, by their bare keys. */
export function eventAnnotations(annotations: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotations).flatMap(([key, value]) =>
      key.startsWith(PREFIX) && typeof value === "string"
        ? [[key.slice(PREFIX.length).toWellFormed(), value.toWellFormed()]]
        : [],
    ),
  );
}

/**
 * Finds the latest time at which one of these annotations may have changed: when those who own one last changed anything
 * that they own. Undefined when the API does not tell it of each of them.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function annotatedAt(managedFields: readonly unknown[], keys: readonly string[]): string | undefined {
  const owned = new Set<string>();
  let latest: string | undefined;
  for (const entry of managedFields) {
    const fields = property(property(property(entry, "fieldsV1"), "f:metadata"), "f:annotations");
    const mine = keys.filter((key) => property(fields, `f:${PREFIX}${key}`) !== undefined);
    if (mine.length === 0) continue;
    const time = property(entry, "time");
    if (typeof time !== "string" || Number.isNaN(Date.parse(time))) return undefined;
    if (latest === undefined || Date.parse(time) > Date.parse(latest)) latest = time;
    for (const key of mine) owned.add(key);
  }
  return owned.size === keys.length ? latest : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
