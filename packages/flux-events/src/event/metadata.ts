const FLUX_GROUP = /^[a-z.-]+\.toolkit\.fluxcd\.io$/;

/** Annotations `event.toolkit.fluxcd.io/<key>` of the object travel under this group. */
const ANNOTATION_GROUP = "event.toolkit.fluxcd.io";

/** Internals of the controllers, which notification-controller removes as well. */
const INTERNAL_KEYS = new Set(["checksum", "digest", "token"]);

/** Metadata on the wire: the strings that are kept, and the keys that are not. */
export interface MetadataReading {
  /** Values under bare keys. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Keys whose values are not strings. */
  readonly dropped: readonly string[];
}

/**
 * Resolves the three forms of a metadata key to the bare one: `key` wins over `<group of the object>/key`, which wins
 * over `event.toolkit.fluxcd.io/key`. A key of any other prefix is kept as it is.
 *
 * notification-controller strips the prefixes since 0.23, but older ones, and a controller that posts to us directly, do not.
 *
 * @see https://github.com/fluxcd/flux2/tree/main/rfcs/0008-custom-event-metadata-from-annotations
 */
export function resolveMetadata(
  wire: Readonly<Record<string, unknown>>,
  apiVersion: string | undefined,
): MetadataReading {
  const group = apiVersion?.split("/")[0];
  const isGroupOfObject = (prefix: string) => (group === undefined ? FLUX_GROUP.test(prefix) : prefix === group);

  const annotations: [string, string][] = [];
  const controller: [string, string][] = [];
  const bare: [string, string][] = [];
  const dropped: string[] = [];

  for (const [key, value] of Object.entries(wire)) {
    if (typeof value !== "string") {
      dropped.push(key);
      continue;
    }
    const slash = key.indexOf("/");
    const prefix = key.slice(0, Math.max(slash, 0));
    const name = key.slice(slash + 1);
    if (prefix === ANNOTATION_GROUP) annotations.push([name, value]);
    else if (!isGroupOfObject(prefix)) bare.push([key, value]);
    else if (!INTERNAL_KEYS.has(name)) controller.push([name, value]);
  }
  return { metadata: Object.fromEntries([...annotations, ...controller, ...bare]), dropped };
}
