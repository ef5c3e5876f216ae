import { describe, expect, it } from "vitest";

import { sampleEvent } from "../event/sample-event.ts";
import { outcomeOf } from "./outcome-of.ts";

// What each kind and reason means is told beside the kinds.
describe("outcomeOf", () => {
  it("tells the time in whole seconds of UTC", () => {
    expect(outcomeOf(sampleEvent({ timestamp: "2026-11-22T22:42:00.987+01:00" })).at).toBe("2026-11-22T21:42:00Z");
    expect(outcomeOf(sampleEvent({ timestamp: undefined })).at).toBeUndefined();
  });

  it("passes on Flux's own message", () => {
    expect(outcomeOf(sampleEvent({ message: "Update\ncompleted " })).message).toBe("Update\ncompleted ");
  });
});
