import type { LaneVerdict } from "../lane/lane.ts";
import type { ReporterError } from "./errors.ts";

const CREDENTIALS_PAUSE_MS = 60_000;

/** Tells the lane what to do about an error: wait when it may heal, else show the items to a person. */
export function laneVerdictOf(error: ReporterError): LaneVerdict {
  const why = error.message;
  switch (error.code) {
    case "GITHUB_RATE_LIMITED":
      return { code: "retry", scope: "group", afterMs: error.retryAfter * 1000, why };
    case "GITHUB_UNAVAILABLE":
      return { code: "retry", scope: "key", why };
    case "GITHUB_REQUEST_FAILED":
      // A token that expired or was rotated is replaced by a person, and meanwhile no event shall be lost.
      if (error.status === 401) return { code: "retry", scope: "group", afterMs: CREDENTIALS_PAUSE_MS, why };
      return error.status === 409 ? { code: "retry", scope: "key", why } : { code: "reject", why };
    case "LOCK_UNREADABLE":
    case "LOCK_TOO_NEW":
    case "IDENTITY_MISMATCH":
      return { code: "reject", why };
  }
}

/** Joins the verdicts on the parts of a batch: a wait before a rejection, for what is rejected now is rejected then. */
export function strongestLaneVerdict(verdicts: readonly LaneVerdict[]): LaneVerdict {
  return verdicts.reduce<LaneVerdict>((strongest, verdict) => (rank(verdict) > rank(strongest) ? verdict : strongest), {
    code: "done",
  });
}

function rank(verdict: LaneVerdict): number {
  switch (verdict.code) {
    case "done":
      return 0;
    case "reject":
      return 1;
    case "retry":
      return verdict.scope === "key" ? 2 : 3;
  }
}
