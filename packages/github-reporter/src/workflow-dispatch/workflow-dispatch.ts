import type { CommitAddress } from "../github/commit-address.ts";

/** Describes a `workflow_dispatch` that is to be sent once. */
export interface WorkflowDispatch {
  /** Repository of the workflow, as `owner/name`. */
  readonly repository: string;
  /** Name of its file, e.g. `deploy.yml`, or its id. */
  readonly workflow: string;
  /** Branch or tag that it runs on. */
  readonly ref: string;
  /**
   * Identity, 1 to 106 characters without spaces and `~`: the same for every repetition. It is sent as an input, and the run
   * has it in its title.
   */
  readonly id: string;
  /** Name of the input that carries the id. Default: `id`. */
  readonly idInput?: string;
  /** Other inputs; at most 25 with the id. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Where the ledger is: a status on a commit. */
  readonly ledger: CommitAddress & {
    /** Context of the status, e.g. `gitops/dispatch/dev/cart/tests`. */
    readonly context: string;
  };
}
