import type { Mismatch } from "./validate.ts";

/** A place where GitHub's description contradicts GitHub. */
interface KnownMistake {
  /** Operation it is found in. */
  readonly route: string;
  /** The disagreement, as {@link Mismatch} words it; `*` stands for the index in a list. */
  readonly mismatch: Mismatch;
  /** What GitHub does instead, and how that is known. */
  readonly reason: string;
}

const KNOWN_MISTAKES: readonly KnownMistake[] = [
  {
    route: "GET /repos/{owner}/{repo}/actions/runs",
    mismatch: { path: "query/created", text: 'must match format "date-time"' },
    reason: "It is a range, such as >=2026-01-02T03:04:05Z, as the prose of the same parameter says.",
  },
  {
    route: "GET /repos/{owner}/{repo}/pulls",
    mismatch: { path: "answer 200/*/labels/*/description", text: "must be string" },
    reason: "A label made by adding it has no description; every other operation describes it as string or null.",
  },
  {
    route: "PUT /repos/{owner}/{repo}/contents/{path}",
    mismatch: { path: "answer 409", text: "must match exactly one schema in oneOf" },
    reason: "Of the two schemas offered, basic-error requires nothing, so what fits the other fits both.",
  },
];

/** Tells whether GitHub itself would be reported for this. */
export function isKnownMistake(route: string, { path, text }: Mismatch): boolean {
  const anyIndex = path.replace(/\/\d+(?=\/|$)/g, "/*");
  return KNOWN_MISTAKES.some(
    ({ route: known, mismatch }) => known === route && mismatch.path === anyIndex && mismatch.text === text,
  );
}
