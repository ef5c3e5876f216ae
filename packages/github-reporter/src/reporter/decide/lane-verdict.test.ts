import { describe, expect, it } from "vitest";

import { GitHubRequestError, GitHubUnavailableError, RateLimitedError } from "../../github/errors.ts";
import type { LaneVerdict } from "../../lane/lane.ts";
import { LockUnreadableError } from "../../lock/errors.ts";
import type { PartVerdict, Tries } from "./lane-verdict.ts";
import { joinVerdicts, laneVerdictOf } from "./lane-verdict.ts";

const FIRST: Tries = { attempt: 1, ageMs: 60_000 };

describe("laneVerdictOf", () => {
  it("pauses the group for as long as a rate limit asks", () => {
    expect(laneVerdictOf(new RateLimitedError("slow down", { retryAfter: 90 }), FIRST)).toEqual({
      code: "retry",
      scope: "group",
      afterMs: 90_000,
      why: "slow down",
    });
  });

  it("tries the key again when GitHub is unavailable or somebody else was faster", () => {
    expect(laneVerdictOf(new GitHubUnavailableError("502"), FIRST)).toEqual({
      code: "retry",
      scope: "key",
      why: "502",
    });
    expect(laneVerdictOf(new GitHubRequestError("conflict", { status: 409 }), FIRST)).toMatchObject({
      code: "retry",
      scope: "key",
    });
  });

  it("keeps everything while the credentials are refused", () => {
    expect(laneVerdictOf(new GitHubRequestError("bad credentials", { status: 401 }), FIRST)).toMatchObject({
      code: "retry",
      scope: "group",
    });
  });

  it.each([403, 404, 422])("rejects what GitHub refuses with %i", (status) => {
    expect(laneVerdictOf(new GitHubRequestError("refused", { status }), { ...FIRST, attempt: 3 })).toEqual({
      code: "reject",
      why: "refused",
    });
  });

  it("waits a moment for a commit that GitHub may list later, and not for what it refuses for good", () => {
    const codeOf = (error: GitHubRequestError, attempt: number): string =>
      laneVerdictOf(error, { ...FIRST, attempt }).code;
    const missing = new GitHubRequestError("not found", { status: 404 });
    const unknown = new GitHubRequestError("no commit", { status: 422, refusal: "unknown-commit" });
    expect([1, 2, 3].map((attempt) => codeOf(missing, attempt))).toEqual(["retry", "retry", "reject"]);
    expect([1, 2, 3].map((attempt) => codeOf(unknown, attempt))).toEqual(["retry", "retry", "reject"]);
    expect(codeOf(new GitHubRequestError("too long", { status: 422 }), 1)).toBe("reject");
  });

  it("gives an event its moment also when an outage counted attempts before it came", () => {
    const missing = new GitHubRequestError("not found", { status: 404 });
    expect(laneVerdictOf(missing, { attempt: 9, ageMs: 4_999 }).code).toBe("retry");
    expect(laneVerdictOf(missing, { attempt: 9, ageMs: 5_000 }).code).toBe("reject");
  });

  it("rejects what belongs to an unreadable lock", () => {
    expect(laneVerdictOf(new LockUnreadableError("not JSON"), FIRST)).toEqual({ code: "reject", why: "not JSON" });
  });
});

describe("joinVerdicts", () => {
  const done: LaneVerdict = { code: "done" };
  const reject: LaneVerdict = { code: "reject", why: "refused" };
  const retryKey: LaneVerdict = { code: "retry", scope: "key", why: "502" };
  const retryGroup: LaneVerdict = { code: "retry", scope: "group", why: "429" };
  const part = (verdict: LaneVerdict, ...items: readonly string[]): PartVerdict => ({ items, verdict });

  it("is done when there is nothing to handle, and keeps what it is told to", () => {
    expect(joinVerdicts([], 1, ["a"])).toEqual({ code: "done", keep: ["a"] });
  });

  it("lets a wait come before a rejection, and a pause of the group before both", () => {
    expect(joinVerdicts([part(reject, "a"), part(retryKey, "b"), part(done, "c")], 3, [])).toBe(retryKey);
    expect(joinVerdicts([part(retryKey, "a"), part(retryGroup, "b"), part(reject, "c")], 3, [])).toBe(retryGroup);
  });

  it("rejects only the items of the part that is rejected", () => {
    expect(joinVerdicts([part(reject, "a", "b"), part(done, "c")], 3, ["c"])).toEqual({
      code: "done",
      keep: ["c"],
      reject: [
        { id: "a", why: "refused" },
        { id: "b", why: "refused" },
      ],
    });
  });

  it("rejects the batch when all of it is rejected", () => {
    expect(joinVerdicts([part(reject, "a")], 1, [])).toEqual(reject);
  });
});
