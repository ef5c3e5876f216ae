import { createFluxPlayer } from "./create-flux-player.ts";
import type { FluxPlayer } from "./flux-player.ts";

export async function playerExample(manifestsUrl: string, receiverUrl: string, secret: string): Promise<FluxPlayer> {
  //#region createFluxPlayer
  const player = createFluxPlayer({
    gitRepository: { url: manifestsUrl },
    clusters: [
      {
        name: "dev",
        provider: { address: `${receiverUrl}/flux/dev`, secret },
        kustomizations: [{ name: "cart", path: "./envs/dev/cart", wait: true }],
      },
    ],
    scenario: ({ files }) =>
      files.get("deployment.yaml")?.includes("cart:broken") ? { code: "unhealthy", cause: "stalled" } : undefined,
  });
  await player.reconcile();
  //#endregion
  return player;
}
