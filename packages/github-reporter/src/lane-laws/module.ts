import type { Lane, ManagedLane } from "../lane/lane.ts";

/** What a lane is opened with, in a process of its own. */
export interface OpenLaneRequest {
  /**
   * Name of the storage: letters, digits and `_`. The same name is the same storage, in every process; a new name is an
   * empty one. Make a file, a schema or a queue of it.
   */
  readonly storage: string;
  /** Most items that may wait, for the law of the full lane; otherwise as many as the lane likes. */
  readonly capacity?: number;
}

/** A lane, with as much of {@link ManagedLane} as it has. */
export type LaneUnderTest = Lane<unknown> & Partial<Pick<ManagedLane<unknown>, "deadLetters" | "replay" | "close">>;

/**
 * What a module under test exports as `openLane`. The lane must handle at least four keys at the same time, and may refuse
 * to open by throwing while another process has the storage.
 */
export type OpenLane = (request: OpenLaneRequest) => LaneUnderTest | Promise<LaneUnderTest>;
