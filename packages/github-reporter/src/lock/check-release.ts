import type { Result } from "neverthrow";
import { err, ok } from "neverthrow";
import * as v from "valibot";

import { ReleaseInvalidError } from "./errors.ts";
import type { Release } from "./release.ts";
import { describeIssue, releaseSchema } from "./schema.ts";

/**
 * Checks that a release can be written to a lock: its id, full shas, images by digest, and no unknown property.
 *
 * The types say no more than "text", and releases come from the scripts of a CI.
 *
 * @returns the release as it was given, or `RELEASE_INVALID`, whose message lists every problem with its field.
 * @example
 * ```ts source="./check-release.examples.ts#checkRelease_problems"
 * const problems = checkRelease(release).match(
 *   () => "none",
 *   (error) => error.message, // Release r-1 of cart is invalid: source.sha: is not a full git sha.
 * );
 * ```
 */
export function checkRelease(release: Release): Result<Release, ReleaseInvalidError> {
  const { issues } = v.safeParse(releaseSchema, release);
  if (issues === undefined) return ok(release);
  const problems = issues.map(describeIssue).join("; ");
  return err(new ReleaseInvalidError(`Release ${release.id} of ${release.app} is invalid: ${problems}.`));
}
