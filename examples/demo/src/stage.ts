import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createGitHubClient, type DispatchPayload, type GitHubClient, type Release } from "@gitops/github-reporter";
import { createPromoter, type Pipeline, type Promoter } from "@gitops/promotion";
import { startGitHub, type CreatedRepository, type EmbeddedGitHub, type FluxPlayer } from "@gitops/testing";

import { accounts } from "./accounts.ts";
import type { Registry } from "./ci.ts";
import { fluxSecret, playClusters } from "./clusters.ts";
import { startConnector, type ConnectorProcess } from "./connector-process.ts";
import { engines } from "./engines.ts";
import type { Expectations } from "./expectations.ts";
import { createShop, repositories } from "./shop.ts";
import { runSmokeTest } from "./smoke-test.ts";
import type { Timeline } from "./timeline.ts";

/**
 * Writes whose answers may be lost. Not those of dispatches: whether one arrived is known for sure after 30 seconds, which
 * is too long for a story.
 */
const LOSABLE_ROUTES = [
  "POST /repos/{owner}/{repo}/statuses/{sha}",
  "POST /repos/{owner}/{repo}/deployments",
  "POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
  "POST /repos/{owner}/{repo}/pulls",
  "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
];
const LOST_SHARE = 0.1;

const WEBHOOK_SECRET = "demo-secret-of-github-webhooks";

/** A `repository_dispatch`, and what the workflow that it started found. */
export interface AnsweredDispatch {
  readonly payload: DispatchPayload;
  readonly smokeTest: "success" | "failure";
}

/** Everything that the story is played on. */
export interface Stage {
  readonly github: EmbeddedGitHub;
  readonly connector: ConnectorProcess;
  readonly player: FluxPlayer;
  readonly pipeline: Pipeline;
  /** The repositories of the shop. */
  readonly repositories: readonly CreatedRepository[];
  /** The promoter of CI and of the curious; the connector has one of its own. */
  readonly promoter: Promoter;
  readonly registry: Registry;
  /** Every release that CI made, by id. */
  readonly releases: Map<string, Release>;
  /** Every `repository_dispatch` that the code repository got. */
  readonly dispatches: readonly AnsweredDispatch[];
  readonly clientOf: (account: { readonly token: string }) => GitHubClient;
  readonly timeline: Timeline;
  readonly expectations: Expectations;
  /** From now on, the service does not become healthy on the cluster when its manifests contain the image. */
  breakImage(cluster: string, image: string): void;
  close(): Promise<void>;
}

/** Starts the embedded GitHub, the Express connector and the played clusters, with the shop on them. */
export async function setStage({
  timeline,
  expectations,
  losesAnswers,
}: Pick<Stage, "timeline" | "expectations"> & { readonly losesAnswers: boolean }): Promise<Stage> {
  const github = await startGitHub({ accounts: Object.values(accounts) });
  const clientOf: Stage["clientOf"] = ({ token }) =>
    createGitHubClient({ auth: { token }, baseUrl: github.url, burst: 1_000, notificationIntervalMs: 0 });
  const bot = clientOf(accounts.bot);
  const registry: Registry = new Map();
  const shop = await createShop(github, bot, registry);
  const { pipeline } = shop;
  timeline.event("GitHub", "an embedded GitHub holds code, configuration and manifests", github.url);
  timeline.event(
    "renderer",
    shop.missingEngines.length === 0
      ? "the manifests of cart come from its chart, through helm and kustomize"
      : `without ${shop.missingEngines.join(" and ")} on this machine, the manifests of cart come from plain templates`,
  );

  if (losesAnswers) loseAnswers(github);

  const folder = await mkdtemp(join(tmpdir(), "gitops-demo-"));
  const connector = await startConnector({
    LANE_FILE: join(folder, "lane.db"),
    GITHUB_API_URL: github.url,
    // github.com takes 80 writes a minute; the embedded GitHub has no such limit, and the story no time.
    GITHUB_WRITES_PER_MINUTE: "6000",
    GITHUB_TOKEN: accounts.bot.token,
    GITHUB_WEBHOOK_SECRET: WEBHOOK_SECRET,
    MANIFESTS_REPO: repositories.manifests,
    FLUX_WEBHOOK_SECRETS: Object.keys(pipeline.spec.clusters)
      .map((cluster) => `${cluster}=${fluxSecret(cluster)}`)
      .join(","),
  });
  timeline.event("connector", "the Express starter listens, and keeps what it accepts in a lane file", connector.url);
  for (const repository of Object.values(repositories)) {
    github.addWebhook(repository, { url: `${connector.url}/github`, secret: WEBHOOK_SECRET, events: ["*"] });
  }

  const broken = new Map<string, string>();
  const player = playClusters({
    pipeline,
    manifestsUrl: github.gitUrl(repositories.manifests),
    connectorUrl: connector.url,
    scenario: ({ cluster, files }) => {
      const image = broken.get(cluster);
      const isBroken = image !== undefined && [...files.values()].some((text) => text.includes(image));
      return isBroken ? { code: "unhealthy" } : undefined;
    },
  });

  const releases = new Map(shop.releases.map((release) => [release.id, release]));
  const dispatches: AnsweredDispatch[] = [];
  github.onRepositoryDispatch(
    repositories.code,
    async ({ clientPayload }) => {
      const payload = clientPayload as unknown as DispatchPayload;
      const release = releases.get(payload.release ?? "");
      if (release === undefined) throw new Error(`no release ${payload.release ?? ""}`);
      const smokeTest = await runSmokeTest(payload, { client: clientOf(accounts.workflow), pipeline, player, release });
      dispatches.push({ payload, smokeTest });
    },
    // By this the reporter finds out whether a dispatch arrived whose answer was lost.
    { name: "After deployment", runName: ({ clientPayload }) => `smoke test ${String(clientPayload["id"])}` },
  );

  return {
    github,
    connector,
    player,
    pipeline,
    repositories: shop.repositories,
    promoter: createPromoter({
      pipeline,
      client: bot,
      identity: { logins: [accounts.bot.login] },
      engines,
    }),
    registry,
    releases,
    dispatches,
    clientOf,
    timeline,
    expectations,
    breakImage: (cluster, image) => void broken.set(cluster, image),
    close: async () => {
      await player.stop();
      await connector.end("SIGTERM");
      await github.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** One answer in ten is lost after GitHub did what was asked, the same ones in each run. */
function loseAnswers(github: EmbeddedGitHub): void {
  LOSABLE_ROUTES.forEach((route, seed) => {
    const chance = { route, seed, probability: LOST_SHARE, times: Infinity };
    github.faults.add({ fault: "bad-gateway", when: "after", ...chance });
  });
}
