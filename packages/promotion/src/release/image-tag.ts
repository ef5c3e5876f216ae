import { createHash } from "node:crypto";

const OBJECT_ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Names an image after the content it is built from, so that it is built only when that content changed.
 *
 * The ids of Git trees (or blobs, for single files) do not depend on history: they are equal in a shallow clone, after
 * a revert and after a rebase. Read them with `git rev-parse HEAD:<folder>`.
 *
 * @param objects - Object id of the build context, then of every other path that goes into the image, in a fixed order.
 * @returns a valid image tag, `git-` and 20 hexadecimal digits.
 * @throws RangeError when there is no object id or one is not a full object id.
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 * @example
 * ```ts source="./image-tag.examples.ts#imageTagFor_basic"
 * const objects = paths.map((path) => execFileSync("git", ["rev-parse", `HEAD:${path}`], { encoding: "utf8" }).trim());
 * return imageTagFor(objects); // git-5b1d1a0b0f0c6a2f7f5e
 * ```
 */
export function imageTagFor(objects: readonly string[]): string {
  const bad = objects.find((id) => !OBJECT_ID.test(id));
  if (bad !== undefined || objects.length === 0) {
    throw new RangeError(
      `imageTagFor needs full Git object ids, not ${bad === undefined ? "none" : JSON.stringify(bad)}`,
    );
  }
  return `git-${createHash("sha256").update(objects.join("\n")).digest("hex").slice(0, 20)}`;
}
