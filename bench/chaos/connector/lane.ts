import type { ManagedLane, ReporterItem } from "@gitops/github-reporter";
import { pgBossLane } from "@gitops/github-reporter/lane-pgboss";
import { type SqliteDatabase, sqliteLane } from "@gitops/github-reporter/lane-sqlite";

import type { ConnectorSettings } from "./settings.ts";

/** Most of a batch is waiting for GitHub, so many of them fit side by side. */
const CONCURRENCY = 32;

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

/** SQLite of Node where it has one, else libsql. */
export async function sqliteDriver(): Promise<(file: string) => SqliteDatabase> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) {
    const { DatabaseSync } = await import("node:sqlite");
    return (file) => new DatabaseSync(file);
  }
  const { default: Database } = await import("libsql");
  return (file) => new Database(file);
}
