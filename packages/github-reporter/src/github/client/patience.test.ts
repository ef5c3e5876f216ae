import { describe, expect, it } from "vitest";

import { secondsBeforeRepeat } from "./patience.ts";

function answer(status: number, headers: Readonly<Record<string, string>> = {}, data: unknown = {}): Error {
  return Object.assign(new Error("No"), { status, response: { headers, data } });
}

const IN_A_MINUTE = { date: "Mon, 02 Mar 2026 10:00:00 GMT", "retry-after": "Mon, 02 Mar 2026 10:01:00 GMT" };
const QUOTA = {
  "x-ratelimit-remaining": "0",
  "x-ratelimit-reset": "1772445610",
  date: "Mon, 02 Mar 2026 10:00:00 GMT",
};

describe("secondsBeforeRepeat", () => {
  it.each([
    ["429 with Retry-After", answer(429, { "retry-after": "7" }), 7, 7],
    ["429 with a date", answer(429, IN_A_MINUTE), 60, 60],
    ["429 with a date that is no limit of GitHub", answer(429, { "retry-after": "99999999999" }), 3660, 3660],
    ["403 with a reset in milliseconds", answer(403, { ...QUOTA, "x-ratelimit-reset": "1772445610000" }), 3660, 3660],
    ["429 without a hint", answer(429), 60, 60],
    ["403 with the reset of the primary limit", answer(403, QUOTA), 11, 11],
    ["403 for another reason", answer(403), undefined, undefined],
    ["GraphQL's own form", answer(200, {}, { errors: [{ type: "RATE_LIMITED" }] }), 60, 60],
    ["the form of GraphQL that is newer", answer(200, {}, { errors: [{ type: "RATE_LIMIT" }] }), 60, 60],
    ["503 with Retry-After", answer(503, { "retry-after": "9" }), 9, undefined],
    ["503 without", answer(503), 1, undefined],
    ["502, which the retry plugin repeats", answer(502), undefined, undefined],
    ["a lost connection", Object.assign(new Error("ECONNRESET"), { status: 500 }), undefined, undefined],
    ["nothing that was thrown", undefined, undefined, undefined],
  ])("after %s", (_case, thrown, repeatable, once) => {
    expect(secondsBeforeRepeat(thrown, 1, true)).toBe(repeatable);
    expect(secondsBeforeRepeat(thrown, 1, false)).toBe(once);
  });

  it("gives up after one rate limit, and after three answers of 503", () => {
    expect(secondsBeforeRepeat(answer(429), 2, true)).toBeUndefined();
    expect([1, 2, 3].map((attempt) => secondsBeforeRepeat(answer(503), attempt, true))).toEqual([1, 4, undefined]);
  });
});
