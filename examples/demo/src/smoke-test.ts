import type { DispatchPayload, GitHubClient, Release } from "@gitops/github-reporter";
import { reportVerification, type Pipeline } from "@gitops/promotion";
import type { FluxPlayer } from "@gitops/testing";

import { runningImage } from "./clusters.ts";

const ATTEMPTS = 3;

/**
 * Plays the workflow that `repository_dispatch` starts in the code repository: a smoke test, then its report.
 *
 * The played clusters run no containers, so the test asks each of them which image it applied.
 *
 * @returns what the test found.
 */
export async function runSmokeTest(
  payload: DispatchPayload,
  world: {
    readonly client: GitHubClient;
    readonly pipeline: Pipeline;
    readonly player: FluxPlayer;
    readonly release: Release;
  },
): Promise<"success" | "failure"> {
  const { client, pipeline, player, release } = world;
  const slot = pipeline.slots.find(({ id }) => id === `${payload.environment}/${payload.app}`);
  const running = slot?.targets.map(({ cluster }) => runningImage(player, cluster, payload.app)) ?? [];
  const isRight = running.length > 0 && running.every((image) => image === release.images[payload.app]);
  const state = isRight ? "success" : "failure";
  const result = {
    name: "smoke",
    state,
    text: isRight ? "every cluster runs the released image" : "a cluster runs another image",
    at: new Date().toISOString(),
  } as const;
  // Its answer may be lost; the same report is never written twice.
  for (let attempt = 1; ; attempt += 1) {
    const reported = await reportVerification(client, payload, result);
    if (reported.isOk()) return state;
    if (attempt === ATTEMPTS) throw reported.error;
  }
}
