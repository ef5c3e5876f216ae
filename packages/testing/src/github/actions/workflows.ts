import type { Account } from "../account.ts";
import type { Background } from "../background.ts";
import { settingsOf, type Repository } from "../records/repository.ts";
import type { WorkflowRun } from "../records/workflow-run.ts";
import { timestamp } from "../timestamp.ts";
import type { DispatchHandler, DispatchHandlerOptions, RepositoryDispatch } from "./dispatch.ts";

/** The workflows that listen for `repository_dispatch`. */
export interface Workflows {
  /** Adds a workflow; the returned function removes it. */
  add(repository: string, handler: DispatchHandler, options: DispatchHandlerOptions): () => void;
  /** Starts a run of every workflow that listens for an event type; without one, nothing happens, as on GitHub. */
  dispatch(repository: Repository, sender: Account, event: DispatchedEvent): void;
}

/** What `POST /repos/{owner}/{repo}/dispatches` carries. */
export type DispatchedEvent = Pick<RepositoryDispatch, "eventType" | "clientPayload">;

/** What {@link createWorkflows} needs of the instance. */
export interface WorkflowsOptions {
  readonly background: Background;
  readonly now: () => Date;
  readonly nextId: () => number;
  /** Called when a run has changed by itself. */
  readonly onChange: () => void;
}

interface Workflow {
  readonly handler: DispatchHandler;
  readonly options: DispatchHandlerOptions;
}

export function createWorkflows({ background, now, nextId, onChange }: WorkflowsOptions): Workflows {
  const workflows = new Map<string, readonly Workflow[]>();

  const play = async ({ handler }: Workflow, repository: Repository, dispatch: RepositoryDispatch): Promise<void> => {
    const update = (changes: Pick<WorkflowRun, "status" | "conclusion">): void => {
      const run = repository.records.workflowRuns.get(dispatch.runId);
      if (run === undefined) return;
      repository.records.workflowRuns.set(run.id, { ...run, ...changes, updatedAt: timestamp(now()) });
      onChange();
    };
    // The caller of the dispatch gets its answer while the run is still queued.
    await new Promise((resolve) => setImmediate(resolve));
    update({ status: "in_progress", conclusion: null });
    try {
      await handler(dispatch);
      update({ status: "completed", conclusion: "success" });
    } catch {
      // What a failed job prints is its own affair; GitHub shows the conclusion.
      update({ status: "completed", conclusion: "failure" });
    }
  };

  return {
    add(repository, handler, options) {
      const key = repository.toLowerCase();
      const workflow = { handler, options };
      workflows.set(key, [...(workflows.get(key) ?? []), workflow]);
      return () => {
        workflows.set(
          key,
          (workflows.get(key) ?? []).filter((candidate) => candidate !== workflow),
        );
      };
    },
    dispatch(repository, sender, event) {
      for (const workflow of workflows.get(repository.fullName.toLowerCase()) ?? []) {
        const { types, name = "dispatch", runName = eventTypeOf } = workflow.options;
        if (types !== undefined && !types.includes(event.eventType)) continue;
        const seen = { ...event, repository: repository.fullName, sender: sender.login };
        const run = queueRun(repository, {
          id: nextId(),
          name,
          displayTitle: runName(seen),
          sender,
          at: timestamp(now()),
        });
        background.run(() => play(workflow, repository, { ...seen, runId: run.id }));
      }
    },
  };
}

function eventTypeOf({ eventType }: DispatchedEvent): string {
  return eventType;
}

interface QueuedRun {
  readonly id: number;
  readonly name: string;
  readonly displayTitle: string;
  readonly sender: Account;
  readonly at: string;
}

// A repository_dispatch runs on the default branch:
// https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#repository_dispatch
function queueRun(repository: Repository, { id, name, displayTitle, sender, at }: QueuedRun): WorkflowRun {
  const { defaultBranch } = settingsOf(repository);
  const { workflowRuns } = repository.records;
  const run: WorkflowRun = {
    id,
    runNumber: [...workflowRuns.values()].filter((earlier) => earlier.name === name).length + 1,
    name,
    displayTitle,
    event: "repository_dispatch",
    status: "queued",
    conclusion: null,
    headBranch: defaultBranch,
    headSha: repository.git.refs.read(`refs/heads/${defaultBranch}`) ?? "",
    actor: sender.login,
    createdAt: at,
    updatedAt: at,
  };
  workflowRuns.set(id, run);
  return run;
}
