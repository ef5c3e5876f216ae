import type { Result } from "neverthrow";

import type { ManagedLane } from "../lane.ts";
import type { OpenLaneError } from "./errors.ts";
import { sqliteLane } from "./lane.ts";

export async function openWithNode(): Promise<Result<ManagedLane<string>, OpenLaneError>> {
  //#region sqliteLane_node
  // import { sqliteLane } from "@gitops/github-reporter/lane-sqlite";
  // Node 22.13 or later has SQLite inside.
  const { DatabaseSync } = await import("node:sqlite");
  const lane = sqliteLane<string>({ database: () => new DatabaseSync("lane.db") });
  //#endregion
  return lane;
}

export async function openWithLibsql(): Promise<Result<ManagedLane<string>, OpenLaneError>> {
  //#region sqliteLane_libsql
  // Any Node, after npm install libsql.
  const { default: Database } = await import("libsql");
  const lane = sqliteLane<string>({ database: () => new Database("lane.db") });
  //#endregion
  return lane;
}
