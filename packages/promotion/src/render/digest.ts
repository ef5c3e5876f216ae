import { createHash } from "node:crypto";

/**
 * Digest of a text as the release lock records it: `sha256:` and lower-case hexadecimal.
 *
 * @internal
 */
export function sha256(content: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/**
 * Id that Git gives a blob with this text: what a listing of a tree shows.
 *
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 * @internal
 */
export function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/**
 * JSON with sorted keys at every depth, so that equal values give equal text.
 *
 * @internal
 */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
