import { describe, expect, it } from "vitest";

import { checkToken } from "./check-token.ts";

const expected = { repository: "acme/shop", features: [], logins: ["ada"], now: Date.parse("2026-03-01T00:00:00Z") };

describe("the end of a token", () => {
  it.each([
    ["2026-03-08 00:00:01 UTC", "ok"],
    ["2026-03-08 02:00:01 +0200", "ok"],
    ["2026-03-07 17:00:01 -0700", "ok"],
    ["2026-03-08 01:59:59 +0200", "warning"],
    ["2026-03-07 16:59:59 -0700", "warning"],
    ["some day", "warning"],
  ])("is read with its zone: %s", (expires, level) => {
    const [found] = checkToken({ kind: "fine-grained", login: "ada", expires }, expected);
    expect(found).toMatchObject({ check: "token", level });
  });
});
