import type { Result } from "neverthrow";
import type { PgBoss } from "pg-boss";

import type { ManagedLane } from "../lane.ts";
import { pgBossLane } from "./lane.ts";

export async function openLane(databaseUrl: string): Promise<[PgBoss, Result<ManagedLane<string>, Error>]> {
  //#region pgBossLane_open
  // import { pgBossLane } from "@gitops/github-reporter/lane-pgboss";
  const { PgBoss } = await import("pg-boss");
  // How often pg-boss looks for replicas that died: a key comes back within these and the 10 s of the heartbeat.
  const watch = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };
  const boss = new PgBoss({ connectionString: databaseUrl, schedule: false, ...watch });
  boss.on("error", console.error);
  await boss.start();
  const lane = await pgBossLane<string>({ boss });
  //#endregion
  return [boss, lane];
}
