import { describe, expect, it } from "vitest";

import { fluxBehaviour, type FluxVersion } from "./flux-version.ts";

describe("the behaviour of a Flux release", () => {
  it.each([
    ["2.7.5", true],
    ["2.8.0", false],
    ["2.8.5", false],
    ["2.8.6", true],
    ["2.9.0", true],
    [undefined, true],
  ] as const)("of %s: commit status events reach a webhook: %s", (version, delivers) => {
    expect(fluxBehaviour(version).deliversCommitStatus).toBe(delivers);
  });

  it.each([
    ["2.7.5", "failure", false],
    ["2.8.0", "event", true],
    ["2.10.1", "event", true],
  ] as const)("of %s with the gate: a cancelled health check is said as %s", (version, cancellation, cancelsHelm) => {
    expect(fluxBehaviour(version, ["CancelHealthCheckOnNewRevision"])).toMatchObject({ cancellation, cancelsHelm });
  });

  it("is without gates that health checks run on and every success is said", () => {
    expect(fluxBehaviour()).toEqual({
      hasCommitStatusEvent: true,
      deliversCommitStatus: true,
      cancellation: undefined,
      cancelsHelm: false,
      hasHelmInventory: true,
    });
    expect(fluxBehaviour("2.9.4", ["DisableCommitStatusEvent"]).hasCommitStatusEvent).toBe(false);
  });

  it("is unknown before 2.7, and for what is no version", () => {
    expect(() => fluxBehaviour("2.6.4")).toThrow("Flux 2.7.0 and newer, not 2.6.4");
    expect(() => fluxBehaviour("2.9" as FluxVersion)).toThrow(TypeError);
  });
});
