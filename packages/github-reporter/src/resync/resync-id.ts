import type { FluxEvent } from "@gitops/flux-events";
import { createHash } from "node:crypto";

/**
 * Names an event of {@link eventOfState} by what was observed, for the lane: while object, revision and condition stay the
 * same, the name does, and reading them again is a duplicate. The version of the object is no part of it: it changes with
 * every annotation.
 *
 * @returns `resync-` and a SHA-256 in lower-case hex.
 * @example
 * ```ts source="./resync-id.examples.ts#resyncId"
 * const accepted = await reporter.accept(event, { cluster: "dev", id: resyncId(event) });
 * ```
 */
export function resyncId(event: FluxEvent): string {
  const { involvedObject, severity, timestamp, message, reason, metadata } = event;
  const { kind, apiVersion, namespace, name, uid } = involvedObject;
  const said = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const observed = [kind, apiVersion, namespace, name, uid, severity, timestamp, message, reason, said];
  return `resync-${createHash("sha256").update(JSON.stringify(observed)).digest("hex")}`;
}
