export { LaneTooNewError } from "../errors.ts";
export type { PgBossClient, PgBossDatabase, PgBossRows, PgBossTransaction } from "./driver.ts";
export type { PgBossLaneOptions } from "./lane.ts";
export { pgBossLane } from "./lane.ts";
