import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type EmbeddedGitHub, type RepositoryDispatch, startGitHub } from "@gitops/testing";

import { freePort } from "../../examples/demo/src/connector-process.ts";
import { startPostgres } from "../../test/contract/lanes/postgres.ts";
import { bundleConnector } from "./bundle.ts";
import { deliverAll, post } from "./deliver.ts";
import { playFaults } from "./faults.ts";
import { readHistory } from "./history.ts";
import { countSharedIds, judge } from "./judge.ts";
import { type ChaosOptions, paceOf } from "./options.ts";
import { killReplicas, type Replica, type ReplicaState, startReplica } from "./replica.ts";
import type { ChaosReport } from "./report.ts";
import { BOT, CODE, createDeployments, type Deployment, TOKEN } from "./slots.ts";
import { tellStory } from "./story.ts";

/** How long a lane may go without ending an item when the faults have ended. */
const PATIENCE_MS = 60_000;
/** The embedded GitHub lists a run at once, and a read may be late by 300 ms. */
const AMBIGUITY_MS = 1_500;

/** Plays a run, and compares what GitHub shows in the end with what was accepted. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const program = await bundleConnector();
  const storage = await openStorage(options);
  const github = await startGitHub({ accounts: [{ login: BOT, token: TOKEN }] });
  const replicas: Replica[] = [];
  try {
    const dispatches: RepositoryDispatch[] = [];
    github.onRepositoryDispatch(CODE, (dispatch) => void dispatches.push(dispatch), {
      runName: ({ clientPayload }) => `Deployed ${String(clientPayload["id"])}`,
    });
    const deployments = await createDeployments(github, options.slots);
    const callsBefore = github.calls.length;
    const shared = {
      githubUrl: github.url,
      lane: { kind: options.lane, storage: storage.address },
      ambiguityMs: AMBIGUITY_MS,
      without: options.without,
      startedAt: Date.now(),
    };
    for (let count = 0; count < storage.replicas; count++) {
      replicas.push(startReplica(program, { ...shared, port: await freePort() }));
    }
    await Promise.all(replicas.map((replica) => replica.ready()));

    const { events, kills, endedAt } = await playChaos({ github, replicas, deployments, options });
    const drainStart = Date.now();
    const left = await drain(replicas);
    const drainMs = Date.now() - drainStart;
    await github.idle();

    const calls = github.calls.slice(callsBefore);
    const history = readHistory(calls);
    const verdicts = deployments.map((deployment) =>
      judge(
        deployment,
        events.filter((event) => event.deployment === deployment),
        history,
        dispatches.filter(({ clientPayload }) => isOf(deployment, clientPayload)),
      ),
    );
    // What the lane knows is a duplicate to it.
    const accepted = events.filter(({ fate }) => fate === "accepted");
    const again: string[] = [];
    for (const event of accepted) again.push(await post(replicas[0]!.address, event, 10_000));
    return {
      options,
      events,
      kills,
      history,
      dispatches: dispatches.length,
      writesUnderFaults: calls.filter(({ method, at }) => method === "POST" && Date.parse(at) < endedAt).length,
      sharedIds: countSharedIds(dispatches),
      verdicts,
      pending: left.pending,
      deadLetters: left.deadLetters,
      forgotten: again.filter((answer) => answer !== "duplicate").length,
      drainMs,
    };
  } finally {
    await Promise.all(replicas.map((replica) => replica.end()));
    await github.close();
    await storage.remove();
    await rm(program, { force: true });
  }
}

function isOf({ app, introduced }: Deployment, { app: name, manifests }: RepositoryDispatch["clientPayload"]): boolean {
  return name === app && (manifests as { readonly sha?: unknown } | undefined)?.sha === introduced;
}

async function playChaos({
  github,
  replicas,
  deployments,
  options,
}: {
  readonly github: EmbeddedGitHub;
  readonly replicas: readonly Replica[];
  readonly deployments: readonly Deployment[];
  readonly options: ChaosOptions;
}): Promise<Pick<ChaosReport, "events" | "kills"> & { readonly endedAt: number }> {
  const { seed, seconds } = options;
  const pace = paceOf(options);
  const signal = AbortSignal.timeout(seconds * 1000);
  const [events, kills, endedAt] = await Promise.all([
    deliverAll(tellStory(deployments, options), { replicas: replicas.map(({ address }) => address), seed, pace }),
    killReplicas(replicas, { seed: seed + 1, signal, countWrites: writeCounter(github) }),
    playFaults(github, { seed: seed + 2, pace, signal }).then(() => Date.now()),
  ]);
  await Promise.all(replicas.map((replica) => replica.ready()));
  return { events, kills, endedAt };
}

/** Counts the writes in the log, looking at each call once. */
function writeCounter({ calls }: EmbeddedGitHub): () => number {
  let seen = 0;
  let writes = 0;
  return () => {
    for (; seen < calls.length; seen++) writes += Number(calls[seen]?.method === "POST");
    return writes;
  };
}

/** Waits until nothing is left to do, or nothing happens any more. */
async function drain([replica]: readonly Replica[]): Promise<ReplicaState> {
  let least = Infinity;
  let deadline = 0;
  for (;;) {
    const state = await replica!.state();
    if (state.pending < least) {
      least = state.pending;
      deadline = Date.now() + PATIENCE_MS;
    }
    if (state.pending === 0 || Date.now() > deadline) return state;
    await sleep(100);
  }
}

async function openStorage({ lane }: ChaosOptions): Promise<{
  readonly address: string;
  readonly replicas: number;
  remove(): Promise<void>;
}> {
  if (lane === "pgboss") {
    const postgres = await startPostgres();
    return { address: postgres.url, replicas: 2, remove: () => postgres.remove() };
  }
  const folder = mkdtempSync(join(tmpdir(), "chaos-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { address: join(folder, "lane.db"), replicas: 1, remove };
}
