import type { ResultAsync } from "neverthrow";
import { err, ok } from "neverthrow";
import type { PgBossClient } from "./driver.ts";

import type { LaneUnavailableError } from "../errors.ts";
import { LaneTooNewError } from "../errors.ts";
import { HEARTBEAT_SECONDS } from "./lease.ts";
import { migrate } from "./tables.ts";
import { fromPostgres, inTransaction } from "./transaction.ts";

const YEAR_SECONDS = 365 * 86_400;

/** pg-boss takes a key back after so many crashes at most: never. */
const RETRIES = 1_000_000;

/** Creates the tables and the queue where they are missing. */
export function openQueue(
  boss: PgBossClient,
  name: string,
  deadlineMs: number,
  timeoutMs: number,
): ResultAsync<void, LaneUnavailableError | LaneTooNewError> {
  const open = async (): Promise<"current" | "too-new"> => {
    const state = await inTransaction(boss, (db) => migrate(db, name));
    if (state === "too-new") return state;
    const settings = {
      // The lane gives a batch up after twice the deadline; pg-boss is the second to notice.
      expireInSeconds: Math.ceil((3 * deadlineMs) / 1_000) + HEARTBEAT_SECONDS,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      retryLimit: RETRIES,
      retryDelay: 0,
      // A key may be delayed for long, and its job must not be cleared away meanwhile.
      retentionSeconds: 10 * YEAR_SECONDS,
      deleteAfterSeconds: 3_600,
    };
    if ((await boss.getQueue(name)) === null) {
      await boss.createQueue(name, { policy: "singleton", ...settings });
    } else await boss.updateQueue(name, settings);
    return state;
  };
  // Creating tables takes longer than a query.
  return fromPostgres(open, 4 * timeoutMs).andThen((state) =>
    state === "current"
      ? ok()
      : err(new LaneTooNewError(`The tables of ${name} are of a later version. Update @gitops/github-reporter.`)),
  );
}
