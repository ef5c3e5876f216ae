/**
 * Metadata of an event under bare keys. Beside the keys that Flux writes there is what people add: `eventMetadata` of the
 * Alert, and annotations `event.toolkit.fluxcd.io/<key>` of the object.
 *
 * @see https://fluxcd.io/flux/components/notification/alerts/#event-metadata
 */
export interface EventMetadata {
  readonly [key: string]: string | undefined;
  /**
   * What the controller worked on: a revision of a source (`main@sha1:…`), or the version of a Helm chart. A rollback of a
   * HelmRelease names the version that it restored.
   */
  readonly revision?: string;
  /** Revision of the code behind an OCI artifact, as whoever pushed it wrote it. Kustomizations of Flux 2.5 and later. */
  readonly originRevision?: string;
  /** Commit that Flux's Git providers report on; an annotation of the object. */
  readonly commit?: string;
  /** Number of the pull request that Flux's Git providers comment on; an annotation of the object. */
  readonly change_request?: string;
  /** `update` on the event that ends a successful reconciliation of a Kustomization. */
  readonly commit_status?: string;
  /** `spec.summary` of the Alert. */
  readonly summary?: string;
  /** Version of the application in a Helm chart. */
  readonly "app-version"?: string;
  /** Digest of the OCI artifact that a Helm chart came from. */
  readonly "oci-digest"?: string;
  /** Name of the cluster, by convention only: Flux does not know it. */
  readonly cluster?: string;
}

const FLUX_GROUP = /^[a-z.-]+\.toolkit\.fluxcd\.io$/;

/** Annotations `event.toolkit.fluxcd.io/<key>` of the object travel under this group. */
const ANNOTATION_GROUP = "event.toolkit.fluxcd.io";

/** Internals of the controllers, which notification-controller removes as well. */
const INTERNAL_KEYS = new Set(["checksum", "digest", "token"]);

/** Metadata on the wire: the strings that are kept, and the keys that are not. */
export interface MetadataReading {
  /** Values under bare keys. */
  readonly metadata: EventMetadata;
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
  if (isBareText(wire)) return { metadata: wire, dropped: [] };

  const group = apiVersion?.split("/")[0];
  const isGroupOfObject = (prefix: string) => (group === undefined ? FLUX_GROUP.test(prefix) : prefix === group);

  const annotations: [string, string][] = [];
  const controller: [string, string][] = [];
  const bare: [string, string][] = [];
  const dropped: string[] = [];

  for (const [wireKey, value] of Object.entries(wire)) {
    const key = wireKey.toWellFormed();
    if (typeof value !== "string") {
      dropped.push(key);
      continue;
    }
    const text = value.toWellFormed();
    const slash = key.indexOf("/");
    const prefix = key.slice(0, Math.max(slash, 0));
    const name = key.slice(slash + 1);
    if (prefix === ANNOTATION_GROUP) annotations.push([name, text]);
    else if (!isGroupOfObject(prefix)) bare.push([key, text]);
    else if (!INTERNAL_KEYS.has(name)) controller.push([name, text]);
  }
  return { metadata: Object.fromEntries([...annotations, ...controller, ...bare]), dropped };
}

/** Whether there is nothing to resolve: what every notification-controller since 0.23 sends. */
function isBareText(wire: Readonly<Record<string, unknown>>): wire is Readonly<Record<string, string>> {
  for (const key in wire) {
    const value = wire[key];
    if (typeof value !== "string" || !value.isWellFormed() || key.includes("/") || !key.isWellFormed()) return false;
  }
  return true;
}
