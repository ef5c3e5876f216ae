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

/** A `workflow_dispatch` as its workflow sees it. */
export interface WorkflowDispatch {
  /** `owner/name` of the repository. */
  readonly repository: string;
  /** Branch or tag that it was started on. */
  readonly ref: string;
  /** The inputs, which GitHub turns into text. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Login of the account that dispatched. */
  readonly sender: string;
  /** Id of the run. */
  readonly runId: number;
}

/** Plays a workflow: the run succeeds when it resolves and fails when it throws. */
export type WorkflowDispatchHandler = (dispatch: WorkflowDispatch) => void | Promise<void>;

/** Options of a {@link WorkflowDispatchHandler}. */
export interface WorkflowDispatchHandlerOptions {
  /** Name of its file below `.github/workflows`, e.g. `deploy.yml`. */
  readonly file: string;
  /** The workflow's `run-name`; default the name of the file. */
  readonly runName?: (dispatch: Omit<WorkflowDispatch, "runId">) => string;
}
