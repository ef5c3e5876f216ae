/** A run of a workflow as it is kept. */
export interface WorkflowRun {
  readonly id: number;
  readonly runNumber: number;
  /** Name of the workflow. */
  readonly name: string;
  /** Name of this run, which a workflow sets by `run-name`. */
  readonly displayTitle: string;
  readonly event: string;
  readonly status: "queued" | "in_progress" | "completed";
  readonly conclusion: "success" | "failure" | null;
  readonly headBranch: string;
  readonly headSha: string;
  readonly actor: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}
