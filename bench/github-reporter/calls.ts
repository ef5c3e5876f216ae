import {
  createReporter,
  type LaneItem,
  memoryLane,
  type ReporterItem,
  type ReporterOptions,
} from "@gitops/github-reporter";
import type { GitHubCall } from "@gitops/testing";

import { BOT, clientOf, fluxEvent, itemOf, openShop, resolverOf } from "./shop.ts";

/** A deployment, as the batches in which its events are handled. */
interface Deployment {
  readonly name: string;
  /** Writes that it may take at most. */
  readonly limit: number;
  readonly targets: readonly string[];
  readonly options: Partial<ReporterOptions>;
  readonly lockless?: true;
}

const ONE = ["prod"];
const THREE = ["eu-1", "eu-2", "us-1"];
const NOTHING_MORE = { deployments: false, dispatch: false } as const;

const DEPLOYMENTS: readonly Deployment[] = [
  { name: "status of one target", limit: 2, targets: ONE, options: NOTHING_MORE, lockless: true },
  { name: "+ verdict on the code commit", limit: 3, targets: ONE, options: NOTHING_MORE },
  { name: "+ deployment", limit: 5, targets: ONE, options: { dispatch: false } },
  { name: "+ dispatch with its ledger: in full", limit: 8, targets: ONE, options: {} },
  // Two for each target, and two for the roll-up.
  { name: "in full, three targets and roll-up", limit: 6 + 2 + 6, targets: THREE, options: {} },
];

/** Counts the calls of a deployment by what they are for; exits with 1 when it takes more writes than it may. */
export async function benchCalls(): Promise<void> {
  console.log("\nCalls to GitHub, one deployment: progressing, then succeeded (each target in a batch of its own)");
  console.log(
    `${"".padEnd(40)}${["writes", "at most", "reads", "re-reads"].map((title) => title.padStart(9)).join("")}`,
  );
  for (const deployment of DEPLOYMENTS) {
    const { first, heartbeat, restart, duplicate } = await play(deployment);
    print(deployment.name, first, deployment.limit);
    if (deployment !== DEPLOYMENTS.at(-1)) continue;
    print("  then a heartbeat of each target", heartbeat, 0);
    print("  then one after a restart", restart, 0);
    print("  then the delivery of an event again", duplicate, 0);
  }
}

interface Counts {
  readonly writes: number;
  readonly reads: number;
  /** Reads right after a write: until GitHub shows it. */
  readonly rereads: number;
}

async function play({ targets, options, lockless }: Deployment): Promise<Record<string, Counts> & Parts> {
  const { github, introduced } = await openShop();
  try {
    const resolve = resolverOf(targets);
    const newReporter = () =>
      createReporter({
        client: clientOf(github),
        lane,
        identity: { logins: [BOT] },
        resolveTarget: (event, cluster) => {
          const target = resolve(event, cluster);
          return lockless === true && target !== undefined ? { ...target, path: undefined } : target;
        },
        ...options,
      });
    const lane = memoryLane<ReporterItem>();
    let reporter = newReporter();
    let count = 0;
    let kept: readonly LaneItem<ReporterItem>[] = [];
    const handle = async (says: "progressing" | "succeeded", target: string, second: number): Promise<void> => {
      const item = itemOf(fluxEvent(says, { revision: introduced, second }), target, `item-${count++}`);
      const batch = { key: item.key, items: [item] as const, kept, attempt: 1, signal: new AbortController().signal };
      const verdict = await reporter.handle(batch);
      if (verdict.code !== "done") throw new Error(verdict.why);
      kept = [...kept, item].filter(({ id }) => verdict.keep?.includes(id));
    };
    const counted = async (work: () => Promise<void>): Promise<Counts> => {
      const before = github.calls.length;
      await work();
      return countCalls(github.calls.slice(before));
    };
    const first = await counted(async () => {
      for (const target of targets) await handle("progressing", target, 1);
      for (const target of targets) await handle("succeeded", target, 2);
    });
    const heartbeat = await counted(async () => {
      for (const target of targets) await handle("succeeded", target, 600);
    });
    reporter = newReporter();
    const restart = await counted(() => handle("succeeded", targets[0]!, 1200));
    const event = itemOf(fluxEvent("succeeded", { revision: introduced, second: 1800 }), targets[0]!, "again").body;
    const duplicate = await counted(async () => {
      if (!("event" in event)) return;
      for (const expected of ["stored", "duplicate"]) {
        const result = await reporter.accept(event.event, { cluster: targets[0]!, id: "1" });
        if (result._unsafeUnwrap() !== expected) throw new Error(`not ${expected}`);
      }
    });
    return { first, heartbeat, restart, duplicate };
  } finally {
    await github.close();
  }
}

interface Parts {
  readonly first: Counts;
  readonly heartbeat: Counts;
  readonly restart: Counts;
  readonly duplicate: Counts;
}

function countCalls(calls: readonly GitHubCall[]): Counts {
  const writes = calls.filter(({ method }) => method !== "GET").length;
  const rereads = calls.filter(({ method }, index) => method === "GET" && calls[index - 1]?.method === "POST").length;
  return { writes, rereads, reads: calls.length - writes - rereads };
}

function print(name: string, { writes, reads, rereads }: Counts, limit: number): void {
  if (writes > limit) process.exitCode = 1;
  const columns = [writes, limit, reads, rereads].map((count) => String(count).padStart(9)).join("");
  console.log(`${name.padEnd(40)}${columns}${writes > limit ? "   above" : ""}`);
}
