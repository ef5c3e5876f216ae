import type { LaneTooNewError, LaneUnavailableError } from "../errors.ts";

/** Reports that another process, or another lane of this one, has the file open: one lane per file. */
export class LaneInUseError extends Error {
  override readonly name = "LaneInUseError";
  readonly code = "LANE_IN_USE";
}

/** Reports that the file holds no lane: no database, the database of another program, or a broken one. */
export class LaneUnreadableError extends Error {
  override readonly name = "LaneUnreadableError";
  readonly code = "LANE_UNREADABLE";

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
  }
}

/** Lists every way in which a lane cannot be opened. */
export type OpenLaneError = LaneInUseError | LaneTooNewError | LaneUnreadableError | LaneUnavailableError;
