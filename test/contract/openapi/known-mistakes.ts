import type { Mismatch } from "./validate.ts";

/** A place where GitHub's description contradicts GitHub. */
interface KnownMistake {
  /** Operation it is found in. */
  readonly route: string;
  /** The disagreement, as {@link Mismatch} words it. */
  readonly mismatch: Mismatch;
  /** What GitHub does instead, and how that is known. */
  readonly reason: string;
}

const KNOWN_MISTAKES: readonly KnownMistake[] = [
  {
    route: "PUT /repos/{owner}/{repo}/contents/{path}",
    mismatch: { path: "answer 409", text: "must match exactly one schema in oneOf" },
    reason: "Of the two schemas offered, basic-error requires nothing, so what fits the other fits both.",
  },
];

/** Tells whether GitHub itself would be reported for this. */
export function isKnownMistake(route: string, { path, text }: Mismatch): boolean {
  return KNOWN_MISTAKES.some(
    ({ route: known, mismatch }) => known === route && mismatch.path === path && mismatch.text === text,
  );
}
