/** A `repository_dispatch` as a workflow sees it. */
export interface RepositoryDispatch {
  /** `owner/name` of the repository that was dispatched to. */
  readonly repository: string;
  /** What the caller named the event. */
  readonly eventType: string;
  /** The `client_payload`; empty when none was sent. */
  readonly clientPayload: Readonly<Record<string, unknown>>;
  /** Login of the account that dispatched. */
  readonly sender: string;
  /** Id of the workflow run that this dispatch started. */
  readonly runId: number;
}

/** Plays a workflow: the run succeeds when it resolves and fails when it throws. */
export type DispatchHandler = (dispatch: RepositoryDispatch) => void | Promise<void>;

/** Options of a {@link DispatchHandler}. */
export interface DispatchHandlerOptions {
  /** Name of the workflow; default `dispatch`. */
  readonly name?: string;
  /** Event types that start it; default all. */
  readonly types?: readonly string[];
  /** The workflow's `run-name`; default the event type. */
  readonly runName?: (dispatch: Omit<RepositoryDispatch, "runId">) => string;
}
