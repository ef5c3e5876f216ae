import { accessSync, constants } from "node:fs";
import { dirname, resolve } from "node:path";
import type Sqlite from "node:sqlite";

import type { LaneObserver, ReporterItem } from "@gitops/github-reporter";
import { sqliteLane, type SqliteDatabase } from "@gitops/github-reporter/lane-sqlite";

import type { EventLane } from "./event-lane.ts";

/** Opens a lane in an SQLite file, which this process has alone for as long as it lives. */
export async function openLaneFile(file: string, observer: LaneObserver): Promise<EventLane> {
  const path = resolve(file);
  try {
    accessSync(dirname(path), constants.W_OK | constants.X_OK);
  } catch {
    throw new Error(`LANE_FILE is ${file}, but its folder does not exist or cannot be written to`);
  }
  const create = await sqliteDriver();
  const opened = sqliteLane<ReporterItem>({ database: () => create(path), observer });
  if (opened.isOk()) return opened.value;
  const { message } = opened.error;
  throw new Error(`LANE_FILE is ${file}, but it cannot be the lane. ${message}`, { cause: opened.error });
}

/** Node has SQLite inside from 22.13 on; libsql brings it to those before. */
async function sqliteDriver(): Promise<(path: string) => SqliteDatabase> {
  // An import would fail where the module is missing, and bundlers would look for it.
  const builtIn = process.getBuiltinModule("node:sqlite") as typeof Sqlite | undefined;
  if (builtIn !== undefined) return (path) => new builtIn.DatabaseSync(path);
  const { default: Database } = await import("libsql");
  return (path) => new Database(path);
}
