import { join } from "node:path";

import type { ManagedLane } from "@gitops/github-reporter";
import type { SqliteDatabase } from "@gitops/github-reporter/lane-sqlite";
import type { OpenLaneRequest } from "@gitops/github-reporter/testing";

import { sqliteLane } from "@gitops/github-reporter/lane-sqlite";

/** Opens a lane in the folder that the test made. */
export function openFile(
  { storage, capacity }: OpenLaneRequest,
  open: (file: string) => SqliteDatabase,
): ManagedLane<unknown> {
  const file = join(process.env["LANES_FOLDER"] ?? "", `${storage}.db`);
  return sqliteLane<unknown>({ database: () => open(file), ...(capacity !== undefined && { capacity }) }).match(
    (lane) => lane,
    (error) => {
      throw error;
    },
  );
}
