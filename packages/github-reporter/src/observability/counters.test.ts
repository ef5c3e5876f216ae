import { parseFluxEvent, outcomeOf } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import type { ReporterEvent } from "../reporter/observer.ts";
import { reporterCounters } from "./counters.ts";
import { telemetryOf } from "./telemetry.ts";

const object = { kind: "Kustomization", namespace: "flux-system", name: "cart" };
const event = parseFluxEvent(
  JSON.stringify({ involvedObject: object, message: "a secret of the application", reason: "Progressing" }),
)._unsafeUnwrap();
const outcome = outcomeOf(event);
const accepted = { code: "accepted", cluster: "dev", event, outcome, slot: "dev/cart", result: "stored" } as const;
const status = {
  code: "status",
  repository: "acme/shop",
  sha: "1".repeat(40),
  context: "gitops/dev/cart",
  state: "success",
  write: "written",
} as const;
const dispatch = { code: "dispatch", repository: "acme/shop", id: "r-1-success-0", outcome: "sent" } as const;
const retry = { code: "retry", key: "k", attempt: 2, scope: "key", why: "GitHub did not answer" } as const;

describe("reporterCounters", () => {
  it.each<[string, readonly ReporterEvent[], object]>([
    ["a stored event", [accepted], { accepted: 1 }],
    ["a duplicate", [{ ...accepted, result: "duplicate" }], { accepted: 0, duplicate: 1 }],
    ["an event of no slot", [{ ...accepted, result: "ignored" }], { accepted: 0, ignored: 1 }],
    ["an event that says nothing", [{ code: "ignored", why: "superseded", cluster: "dev", object }], { ignored: 1 }],
    ["what was written", [status, dispatch], { written: 2, skipped: 0 }],
    [
      "what was shown already",
      [
        { ...status, write: "equal" },
        { ...dispatch, outcome: "found" },
        { ...dispatch, outcome: "waiting" },
      ],
      { written: 0, skipped: 2 },
    ],
    ["a batch that comes again", [retry, retry], { retried: 2 }],
    ["dead letters, item by item", [{ code: "rejected", key: "k", items: 3, why: "404" }], { dead: 3 }],
    ["the lag of the last batch with an event", [handled(900), handled(30), handled(undefined)], { lagMs: 30 }],
  ])("counts %s", (_case, events, counts) => {
    const { observer, read } = reporterCounters();
    for (const one of events) observer(one);
    expect(read()).toMatchObject(counts);
  });
});

describe("telemetryOf", () => {
  it("names the event and gives flat attributes without what is not known", () => {
    expect(telemetryOf(status)).toEqual({
      name: "gitops.reporter.status",
      attributes: {
        "vcs.repository.name": "acme/shop",
        "vcs.ref.head.revision": "1".repeat(40),
        "gitops.status.context": "gitops/dev/cart",
        "gitops.status.state": "success",
        "gitops.write": "written",
      },
    });
    expect(telemetryOf({ ...accepted, result: "ignored", slot: undefined }).attributes).not.toHaveProperty(
      "gitops.slot",
    );
  });

  it("hands on no message of Flux", () => {
    expect(JSON.stringify(telemetryOf(accepted))).not.toContain("secret");
  });
});

function handled(lagMs: number | undefined): ReporterEvent {
  return { code: "handled", key: "k", items: 1, lagMs };
}
