import type { GitHubRequestError } from "../../github/errors.ts";
import type { LaneVerdict } from "../../lane/lane.ts";
import type { ReporterError } from "../errors.ts";

/** A verdict on some items of a batch. */
export interface PartVerdict {
  /** Ids of the items. */
  readonly items: readonly string[];
  readonly verdict: LaneVerdict;
}

const CREDENTIALS_PAUSE_MS = 60_000;

/** Attempts, or milliseconds, within which GitHub lists a commit that was pushed a moment ago. */
const ATTEMPTS_UNTIL_LISTED = 3;
const LISTED_WITHIN_MS = 5_000;

/** How long items have been tried. */
export interface Tries {
  /** Which attempt of their key it is, from 1. An outage before they came counts as well. */
  readonly attempt: number;
  /** Milliseconds since the youngest of them was received. */
  readonly ageMs: number;
}

/** Tells the lane what to do about an error: wait when it may heal, else show the items to a person. */
export function laneVerdictOf(error: ReporterError, tries: Tries): LaneVerdict {
  const why = error.message;
  switch (error.code) {
    case "GITHUB_RATE_LIMITED":
      return { code: "retry", scope: "group", afterMs: error.retryAfter * 1000, why };
    case "GITHUB_UNAVAILABLE":
      return { code: "retry", scope: "key", why };
    case "GITHUB_REQUEST_FAILED":
      // A token that expired or was rotated is replaced by a person, and meanwhile no event shall be lost.
      if (error.status === 401) return { code: "retry", scope: "group", afterMs: CREDENTIALS_PAUSE_MS, why };
      return mayHeal(error, tries) ? { code: "retry", scope: "key", why } : { code: "reject", why };
    case "LOCK_UNREADABLE":
    case "LOCK_TOO_NEW":
    case "IDENTITY_MISMATCH":
      return { code: "reject", why };
  }
}

/** Flux reads by Git what it reports on, and GitHub's API may be a moment behind. */
function mayHeal({ status, refusal }: GitHubRequestError, { attempt, ageMs }: Tries): boolean {
  if (status === 409) return true;
  const isEarly = attempt < ATTEMPTS_UNTIL_LISTED || ageMs < LISTED_WITHIN_MS;
  return isEarly && (status === 404 || refusal === "unknown-commit");
}

/**
 * Joins the verdicts on the parts of a batch: a wait before a rejection, for what is rejected now is rejected then; and a
 * rejection takes its own items only.
 */
export function joinVerdicts(parts: readonly PartVerdict[], count: number, keep: readonly string[]): LaneVerdict {
  const waits = parts.map(({ verdict }) => verdict).filter(({ code }) => code === "retry");
  const wait = waits.find((verdict) => verdict.code === "retry" && verdict.scope === "group") ?? waits[0];
  if (wait !== undefined) return wait;
  const reject = parts.flatMap(({ items, verdict }) =>
    verdict.code === "reject" ? items.map((id) => ({ id, why: verdict.why })) : [],
  );
  const [first] = reject;
  if (first === undefined) return { code: "done", keep };
  return reject.length === count ? { code: "reject", why: first.why } : { code: "done", keep, reject };
}
