import { createHash } from "node:crypto";

/** Digest of a file as the provenance records it: `sha256:` and lower-case hex. */
export function fileDigest(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/**
 * Digest over all manifests of a slot.
 *
 * It is the sha256 of what `sha256sum` prints for the files in the order of their paths, so that anybody can check it.
 */
export function contentDigest(fileDigests: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fileDigests)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, digest]) => `${digest.slice("sha256:".length)}  ${path}\n`);
  return fileDigest(lines.join(""));
}
