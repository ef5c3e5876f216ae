export { LaneTooNewError } from "../errors.ts";
export type { PgBossLaneOptions } from "./lane.ts";
export { pgBossLane } from "./lane.ts";
