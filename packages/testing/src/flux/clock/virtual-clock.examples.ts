import { createFluxPlayer } from "../create-flux-player.ts";
import type { FluxPlayerOptions } from "../flux-player.ts";
import { createVirtualClock } from "./virtual-clock.ts";

export async function virtualClockExample(options: FluxPlayerOptions): Promise<void> {
  //#region createVirtualClock
  const clock = createVirtualClock({ start: "2026-11-22T21:42:00Z" });
  const player = createFluxPlayer({ ...options, clock });
  await clock.finish(player.reconcile());
  player.start();
  await clock.advance(10 * 60_000);
  //#endregion
}
