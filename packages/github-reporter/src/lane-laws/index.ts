export type { LaneAbility } from "./law.ts";
export type { LaneLaw, LaneLawsOptions } from "./lane-laws.ts";
export { laneLaws } from "./lane-laws.ts";
export type { LaneUnderTest, OpenLane, OpenLaneRequest } from "./module.ts";
