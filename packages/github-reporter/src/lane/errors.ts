/** Reports that a lane holds as many items as it may: the sender shall come again. */
export class LaneFullError extends Error {
  override readonly name = "LaneFullError";
  readonly code = "LANE_FULL";
}

/** Reports that the storage of a lane did not confirm an item. */
export class LaneUnavailableError extends Error {
  override readonly name = "LaneUnavailableError";
  readonly code = "LANE_UNAVAILABLE";

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
  }
}

/** Reports that the storage of a lane was written by a later version of this package. */
export class LaneTooNewError extends Error {
  override readonly name = "LaneTooNewError";
  readonly code = "LANE_TOO_NEW";
}

/** Lists every way in which a lane cannot take an item. */
export type LaneError = LaneFullError | LaneUnavailableError;

/** Makes the error of a lane that has no room. */
export function laneFull(capacity: number): LaneFullError {
  return new LaneFullError(`The lane holds ${capacity} items, which is all it may. Try again later.`);
}

/** Makes the error of a lane that was closed. */
export function laneClosed(): LaneUnavailableError {
  return new LaneUnavailableError("The lane is closed.");
}
