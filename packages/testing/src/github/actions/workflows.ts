import type { Account } from "../account.ts";
import type { Background } from "../background.ts";
import { settingsOf, type Repository } from "../records/repository.ts";
import type { WorkflowRun } from "../records/workflow-run.ts";
import { timestamp } from "../timestamp.ts";
import type {
  DispatchHandler,
  DispatchHandlerOptions,
  RepositoryDispatch,
  WorkflowDispatch,
  WorkflowDispatchHandler,
  WorkflowDispatchHandlerOptions,
} from "./dispatch.ts";

/** The workflows that can be started, by `repository_dispatch` or by `workflow_dispatch`. */
export interface Workflows {
  /** Adds a workflow that listens for `repository_dispatch`; the returned function removes it. */
  onRepositoryDispatch(repository: string, handler: DispatchHandler, options: DispatchHandlerOptions): () => void;
  /** Adds a workflow that may be started by itself; the returned function removes it. */
  onWorkflowDispatch(
    repository: string,
    handler: WorkflowDispatchHandler,
    options: WorkflowDispatchHandlerOptions,
  ): () => void;
  /** Starts a run of every workflow that listens for an event type; without one, nothing happens, as on GitHub. */
  dispatch(repository: Repository, sender: Account, event: DispatchedEvent): void;
  /** Tells whether a workflow of this file can be started. */
  hasFile(repository: Repository, file: string): boolean;
  /** Starts a run of the workflow of a file. */
  dispatchFile(repository: Repository, sender: Account, started: StartedWorkflow): WorkflowRun;
}

/** What `POST /repos/{owner}/{repo}/dispatches` carries. */
export type DispatchedEvent = Pick<RepositoryDispatch, "eventType" | "clientPayload">;

/** What `POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches` carries. */
export interface StartedWorkflow extends Pick<WorkflowDispatch, "ref" | "inputs"> {
  readonly file: string;
  /** Commit of the ref. */
  readonly sha: string;
}

/** What {@link createWorkflows} needs of the instance. */
export interface WorkflowsOptions {
  readonly background: Background;
  readonly now: () => Date;
  readonly nextId: () => number;
  /** Called when a run has changed by itself. */
  readonly onChange: () => void;
}

export function createWorkflows({ background, now, nextId, onChange }: WorkflowsOptions): Workflows {
  const listeners = createRegister<{ handler: DispatchHandler; options: DispatchHandlerOptions }>();
  const files = createRegister<{ handler: WorkflowDispatchHandler; options: WorkflowDispatchHandlerOptions }>();

  const play = async (repository: Repository, runId: number, handle: () => void | Promise<void>): Promise<void> => {
    const update = (changes: Pick<WorkflowRun, "status" | "conclusion">): void => {
      const run = repository.records.workflowRuns.get(runId);
      if (run === undefined) return;
      repository.records.workflowRuns.set(run.id, { ...run, ...changes, updatedAt: timestamp(now()) });
      onChange();
    };
    // The caller of the dispatch gets its answer while the run is still queued.
    await new Promise((resolve) => setImmediate(resolve));
    update({ status: "in_progress", conclusion: null });
    try {
      await handle();
      update({ status: "completed", conclusion: "success" });
    } catch {
      // What a failed job prints is its own affair; GitHub shows the conclusion.
      update({ status: "completed", conclusion: "failure" });
    }
  };

  const fileOf = (repository: Repository, file: string): ReturnType<typeof files.of>[number] | undefined =>
    files.of(repository.fullName).find(({ options }) => options.file === file);

  return {
    onRepositoryDispatch: (repository, handler, options) => listeners.add(repository, { handler, options }),
    onWorkflowDispatch: (repository, handler, options) => files.add(repository, { handler, options }),
    dispatch(repository, sender, event) {
      for (const { handler, options } of listeners.of(repository.fullName)) {
        const { types, name = "dispatch", runName = eventTypeOf } = options;
        if (types !== undefined && !types.includes(event.eventType)) continue;
        const seen = { ...event, repository: repository.fullName, sender: sender.login };
        const headBranch = settingsOf(repository).defaultBranch;
        const run = queueRun(repository, {
          id: nextId(),
          name,
          displayTitle: runName(seen),
          // https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#repository_dispatch
          event: "repository_dispatch",
          headBranch,
          headSha: repository.git.refs.read(`refs/heads/${headBranch}`) ?? "",
          actor: sender.login,
          at: timestamp(now()),
        });
        background.run(() => play(repository, run.id, () => handler({ ...seen, runId: run.id })));
      }
    },
    hasFile: (repository, file) => fileOf(repository, file) !== undefined,
    dispatchFile(repository, sender, { file, ref, sha, inputs }) {
      const workflow = fileOf(repository, file);
      if (workflow === undefined) throw new Error(`${repository.fullName} has no workflow ${file}.`);
      const { handler, options } = workflow;
      const seen = { repository: repository.fullName, ref, inputs, sender: sender.login };
      const run = queueRun(repository, {
        id: nextId(),
        name: file.replace(/\.ya?ml$/, ""),
        displayTitle: options.runName?.(seen) ?? file,
        event: "workflow_dispatch",
        headBranch: ref,
        headSha: sha,
        actor: sender.login,
        at: timestamp(now()),
      });
      background.run(() => play(repository, run.id, () => handler({ ...seen, runId: run.id })));
      return run;
    },
  };
}

interface Register<T> {
  of(repository: string): readonly T[];
  add(repository: string, entry: T): () => void;
}

/** Keeps entries by repository. */
function createRegister<T>(): Register<T> {
  const entries = new Map<string, readonly T[]>();
  const of = (repository: string): readonly T[] => entries.get(repository.toLowerCase()) ?? [];
  return {
    of,
    add(repository, entry) {
      entries.set(repository.toLowerCase(), [...of(repository), entry]);
      return () => {
        entries.set(
          repository.toLowerCase(),
          of(repository).filter((candidate) => candidate !== entry),
        );
      };
    },
  };
}

function eventTypeOf({ eventType }: DispatchedEvent): string {
  return eventType;
}

interface QueuedRun extends Pick<
  WorkflowRun,
  "id" | "name" | "displayTitle" | "event" | "headBranch" | "headSha" | "actor"
> {
  readonly at: string;
}

function queueRun(repository: Repository, { at, ...queued }: QueuedRun): WorkflowRun {
  const { workflowRuns } = repository.records;
  const run: WorkflowRun = {
    ...queued,
    runNumber: [...workflowRuns.values()].filter((earlier) => earlier.name === queued.name).length + 1,
    status: "queued",
    conclusion: null,
    createdAt: at,
    updatedAt: at,
  };
  workflowRuns.set(run.id, run);
  return run;
}
