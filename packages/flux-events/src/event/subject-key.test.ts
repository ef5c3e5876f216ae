import { describe, expect, it } from "vitest";

import { sampleEvent } from "./sample-event.ts";
import { subjectKey } from "./subject-key.ts";

describe("subjectKey", () => {
  it("names cluster, kind, namespace and name", () => {
    expect(subjectKey(sampleEvent(), "prod-eu")).toBe("prod-eu/Kustomization/flux-system/cart");
  });

  it("is the same for every event about the object, and for the next object of its name", () => {
    const { involvedObject } = sampleEvent();
    const later = sampleEvent({ reason: "BuildFailed", involvedObject: { ...involvedObject, uid: "2" } });

    expect(subjectKey(later, "dev")).toBe(subjectKey(sampleEvent(), "dev"));
  });

  it("cannot be forged by a name that looks like a part of it", () => {
    const forged = sampleEvent({ involvedObject: { kind: "Kustomization", name: "flux-system/cart" } });
    const named = sampleEvent({
      involvedObject: { kind: "Kustomization", namespace: "Kustomization/flux-system", name: "cart" },
    });

    expect(new Set([forged, named, sampleEvent()].map((event) => subjectKey(event, "dev"))).size).toBe(3);
    expect(subjectKey(sampleEvent(), "dev/Kustomization")).not.toContain("dev/Kustomization/Kustomization");
  });
});
