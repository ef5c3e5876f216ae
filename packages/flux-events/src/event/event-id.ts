import { createHash } from "node:crypto";

/**
 * Names a delivery by its bytes: Flux gives an event no id, so that a repeated delivery is known by its body alone.
 *
 * @returns the SHA-256 of the raw body, in lower-case hex.
 * @example
 * ```ts source="./event-id.examples.ts#eventId"
 * const id = eventId(body);
 * const repeated = seen.has(id);
 * seen.add(id);
 * ```
 */
export function eventId(body: string | Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}
