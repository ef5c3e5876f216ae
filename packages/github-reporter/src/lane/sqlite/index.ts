export { LaneTooNewError } from "../errors.ts";
export type { SqliteDatabase, SqliteRunResult, SqliteStatement, SqliteValue } from "./driver.ts";
export type { OpenLaneError } from "./errors.ts";
export { LaneInUseError, LaneUnreadableError } from "./errors.ts";
export type { SqliteLaneOptions } from "./lane.ts";
export { sqliteLane } from "./lane.ts";
export type { SqliteSource } from "./open.ts";
