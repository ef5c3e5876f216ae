import type { ManagedLane, ReporterItem } from "@gitops/github-reporter";
import { pgBossLane } from "@gitops/github-reporter/lane-pgboss";
import { sqliteLane } from "@gitops/github-reporter/lane-sqlite";

import { sqliteDriver } from "../../sqlite-driver.ts";
import type { ConnectorSettings } from "./settings.ts";

/** Enough to keep GitHub busy, and so few that a process that lives for a second ends some of them. */
const CONCURRENCY = 8;

export async function openLane({ kind, storage }: ConnectorSettings["lane"]): Promise<ManagedLane<ReporterItem>> {
  if (kind === "sqlite") {
    const open = await sqliteDriver();
    return sqliteLane<ReporterItem>({ database: () => open(storage), concurrency: CONCURRENCY })._unsafeUnwrap();
  }
  const { PgBoss } = await import("pg-boss");
  const watch = { superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 };
  const boss = new PgBoss({ connectionString: storage, schedule: false, ...watch });
  boss.on("error", () => undefined);
  await boss.start();
  return (await pgBossLane<ReporterItem>({ boss, concurrency: CONCURRENCY }))._unsafeUnwrap();
}
