import { describe, expect, it } from "vitest";

import { DEFAULTS } from "../../bench/chaos/options.ts";
import { violationsOf } from "../../bench/chaos/report.ts";
import { runChaos } from "../../bench/chaos/run.ts";

// The short version of `npm run chaos`; docs/durability.md says what it does.
describe("a connector that is killed while GitHub fails", () => {
  it("shows the truth about everything that it accepted, and dispatches once", async () => {
    const report = await runChaos({ ...DEFAULTS, seconds: 6, slots: 30 });
    const violations = violationsOf(report);
    expect(violations).toEqual(Object.fromEntries(Object.keys(violations).map((name) => [name, 0])));
    // A run in which nothing happened would prove nothing.
    expect(report.kills).toBeGreaterThan(0);
    expect([...report.history.faults.keys()]).toContain("connection-reset");
    expect(report.events.some(({ fate }) => fate === "accepted")).toBe(true);
    expect(report.dispatches).toBeGreaterThan(0);
  });

  it("is found out when events count in the order of their arrival", async () => {
    const report = await runChaos({ ...DEFAULTS, seconds: 3, slots: 30, without: "fold" });
    expect(violationsOf(report)["wrong targets"]).toBeGreaterThan(0);
  });
});
