import { pgBossLane } from "@gitops/github-reporter/lane-pgboss";
import type { LaneObserver, ReporterItem } from "@gitops/github-reporter";

import type { EventLane } from "./event-lane.ts";

/** The first Node that pg-boss 12 runs on. */
const OLDEST_NODE = [22, 12] as const;

/** How often pg-boss looks for replicas that died: a slot comes back within these and the 10 s of the heartbeat. */
const WATCH = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };

/** Opens a lane in Postgres, which any number of replicas share. */
export async function openPostgresLane(url: string, observer: LaneObserver): Promise<EventLane> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    const needed = `DATABASE_URL needs Node ${OLDEST_NODE.join(".")} or later`;
    throw new Error(`${needed}, and this is ${process.version}: update Node, or keep events in LANE_FILE`);
  }
  // Imported only when asked for: it does not even load on an older Node.
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ connectionString: url, schedule: false, application_name: "gitops-connector", ...WATCH });
  // One that nobody hears would end the process. The lane tells the observer of all that come once it is open.
  boss.on("error", () => undefined);
  try {
    await boss.start();
  } catch (error) {
    throw new Error(`DATABASE_URL is set, but Postgres cannot be used: ${reasonOf(error)}`, { cause: error });
  }
  const opened = await pgBossLane<ReporterItem>({ boss, observer });
  if (opened.isErr()) {
    await boss.stop({ graceful: false });
    throw new Error(`DATABASE_URL is set, but the lane cannot be opened. ${opened.error.message}`);
  }
  const lane = opened.value;
  return {
    ...lane,
    close: async () => {
      await lane.close();
      await boss.stop({ graceful: false });
    },
  };
}

/** A refused connection tells its reason per address, and nothing as a whole. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
