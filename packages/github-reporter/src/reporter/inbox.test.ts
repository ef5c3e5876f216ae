import { parseFluxEvent } from "@gitops/flux-events";
import { describe, expect, it } from "vitest";

import type { LaneVerdict } from "../lane/lane.ts";
import { memoryLane } from "../lane/memory.ts";
import type { AcceptPorts } from "./ports.ts";
import { createInbox, sortInbox } from "./inbox.ts";
import type { ReporterEvent } from "./observer.ts";
import type { ReporterItem } from "./reporter-item.ts";
import { standAlone } from "./stand-alone.ts";

const clock = { now: () => Date.parse("2026-03-02T10:15:00Z"), sleep: () => Promise.resolve() };

function eventOn(name: string, kind = "Kustomization") {
  const involvedObject = { kind, namespace: "flux-system", name };
  return parseFluxEvent(
    JSON.stringify({ involvedObject, severity: "info", reason: "Progressing", message: "", reportingController: "" }),
  )._unsafeUnwrap();
}

/** What a lane hands out, batch by batch, to a handler that has this verdict. */
async function drain(lane: ReturnType<typeof memoryLane<ReporterItem>>, verdict: LaneVerdict) {
  const seen: { readonly key: string; readonly ids: readonly string[]; readonly times: readonly string[] }[] = [];
  const running = await lane.run(({ key, items }) => {
    const times = items.map(({ body }) => ("receivedAt" in body ? body.receivedAt : ""));
    seen.push({ key, ids: items.map(({ id }) => id), times });
    return Promise.resolve(verdict);
  });
  await expect.poll(async () => (await lane.pending())._unsafeUnwrap()).toBe(0);
  await running.stop();
  return seen;
}

function portsOn(lane: AcceptPorts["lane"], told: ReporterEvent[] = []): AcceptPorts {
  return { lane, resolveTarget: standAlone({ repository: "Acme/fleet" }), tell: (event) => told.push(event) };
}

describe("an inbox", () => {
  it("takes every event once, whatever it speaks of, with the time of its receipt", async () => {
    const lane = memoryLane<ReporterItem>();
    const inbox = createInbox({ lane, clock });
    const results = [
      await inbox.accept(eventOn("apps"), { cluster: "dev", id: "1" }),
      await inbox.accept(eventOn("apps"), { cluster: "dev", id: "1" }),
      await inbox.accept(eventOn("apps"), { cluster: "prod", id: "1" }),
      await inbox.accept(eventOn("fleet", "GitRepository"), { cluster: "dev", id: "2" }),
    ];
    expect(results.map((result) => result._unsafeUnwrap())).toEqual(["stored", "duplicate", "stored", "stored"]);
    expect(await drain(lane, { code: "done" })).toEqual([
      {
        key: "inbox",
        ids: ["inbox dev/1", "inbox prod/1", "inbox dev/2"],
        times: Array(3).fill("2026-03-02T10:15:00.000Z"),
      },
    ]);
  });

  it("is sorted by slot, under the ids that the reporter gives, and leaves out what belongs to none", async () => {
    const lane = memoryLane<ReporterItem>();
    const told: ReporterEvent[] = [];
    const items = [
      itemOf("dev/1", eventOn("apps")),
      itemOf("dev/2", eventOn("infrastructure")),
      itemOf("dev/3", eventOn("fleet", "GitRepository")),
    ];
    expect(await sortInbox(items, portsOn(lane, told))).toEqual({ code: "done", reject: [] });
    const results = told.map((event) => event.code === "accepted" && event.result);
    expect(results.sort()).toEqual(["ignored", "stored", "stored"]);
    // A crash before its end changes nothing.
    expect(await sortInbox(items, portsOn(lane))).toEqual({ code: "done", reject: [] });
    expect(await drain(lane, { code: "done" })).toMatchObject([
      { key: "acme/fleet dev/apps", ids: ["dev/1"] },
      { key: "acme/fleet dev/infrastructure", ids: ["dev/2"] },
    ]);
  });

  it("waits while the lane cannot store", async () => {
    const lane = memoryLane<ReporterItem>();
    await lane.close();
    expect(await sortInbox([itemOf("dev/1", eventOn("apps"))], portsOn(lane))).toMatchObject({
      code: "retry",
      scope: "key",
    });
  });

  it("gives up what a full lane cannot take, which makes room for the rest", async () => {
    const lane = memoryLane<ReporterItem>({ capacity: 1 });
    expect((await lane.put(itemOf("dev/1", eventOn("apps")))).isOk()).toBe(true);
    const verdict = await sortInbox([itemOf("dev/1", eventOn("apps"))], portsOn(lane));
    expect(verdict).toMatchObject({ code: "done", reject: [{ id: "inbox dev/1" }] });
  });

  it("gives what is no event to a person", async () => {
    const item = { ...itemOf("dev/1", eventOn("apps")), body: { some: "thing" } as unknown as ReporterItem };
    expect(await sortInbox([item], portsOn(memoryLane()))).toMatchObject({ reject: [{ id: "inbox dev/1" }] });
  });
});

function itemOf(id: string, event: ReturnType<typeof eventOn>) {
  const body = { event, cluster: id.split("/")[0] ?? "", receivedAt: "2026-03-02T10:15:00Z" };
  return { id: `inbox ${id}`, key: "inbox", group: "github", body };
}
