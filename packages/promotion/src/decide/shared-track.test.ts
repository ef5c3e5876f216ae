import { describe, expect, it } from "vitest";

import { HEAD, healthy, proposal, release, shopWith, world } from "../../fixtures/world.ts";
import type { World } from "../world.ts";
import type { Action } from "./action.ts";
import { decide } from "./decide.ts";

const r1 = release(1);

function actions(of: World): readonly string[] {
  return decide(of).actions.map(({ action, track }) => `${action} ${track}`);
}

function actionsFor(track: string, of: World): readonly Action[] {
  return decide(of).actions.filter((action) => action.track === track);
}

describe("a track of several slots", () => {
  const together = shopWith(
    { dev: { groupPullRequestsBy: "environment" } },
    { front: { templates: "deploy", images: {} }, cart: { templates: "deploy", images: {} } },
  );
  const track = together.tracks[0]?.id ?? "";
  const front = release(1, "front");

  it("carries what is due in one pull request", () => {
    expect(decide(world({ pipeline: together, inbox: [r1, front] })).actions).toMatchObject([
      { action: "propose", track, changes: [{ slot: "dev/cart" }, { slot: "dev/front" }] },
    ]);
  });

  it("takes a slot in that becomes due later, and leaves one out that failed", () => {
    const open = { [track]: { proposal: proposal({ "dev/cart": r1 }) } };
    const both = world({ pipeline: together, inbox: [r1, front], tracks: open });
    expect(decide(both).actions).toMatchObject([
      { action: "propose", changes: [{ slot: "dev/cart" }, { slot: "dev/front" }], expectHead: HEAD },
    ]);
    const failed = { "dev/front": { failure: "no chart" } };
    expect(actions(world({ pipeline: together, inbox: [r1, front], tracks: open, slots: failed }))).toEqual([
      `merge ${track}`,
    ]);
  });

  it("is merged when the gates of all its slots are open", () => {
    const open = { [track]: { proposal: proposal({ "dev/cart": r1, "dev/front": front }) } };
    expect(actions(world({ pipeline: together, inbox: [r1, front], tracks: open }))).toEqual([`merge ${track}`]);
    const drift = { "dev/front": { live: healthy("dev", release(2, "front"), { drift: ["a.yaml"] }) } };
    const edited = world({ pipeline: together, inbox: [r1, front], tracks: open, slots: drift });
    expect(actionsFor(track, edited)).toMatchObject([{ action: "report-gates", text: "waits for drift" }]);
  });
});
