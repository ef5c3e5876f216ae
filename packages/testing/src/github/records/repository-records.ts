import type { CheckRun } from "./check-run.ts";
import type { CommitStatus } from "./commit-status.ts";
import type { Deployment } from "./deployment.ts";
import type { Environment } from "./environment.ts";
import type { IssueComment } from "./issue-comment.ts";
import type { Label } from "./label.ts";
import type { PullRequest } from "./pull-request.ts";
import type { WorkflowRun } from "./workflow-run.ts";

/** What a repository is, besides its Git objects. */
export interface RepositorySettings {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly description: string | null;
  readonly defaultBranch: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly pushedAt: string;
  readonly archived?: boolean;
  readonly protectedBranches?: readonly string[];
  /** Types of rules by branch. */
  readonly rules?: Readonly<Record<string, readonly string[]>>;
}

/**
 * All that GitHub keeps about a repository outside of Git.
 *
 * The records are immutable and only the maps change, so a copy of the maps is a picture of one moment.
 */
export interface RepositoryRecords {
  /** One entry, under the key `settings`. */
  readonly settings: Map<string, RepositorySettings>;
  /** Statuses by commit, oldest first. */
  readonly statuses: Map<string, readonly CommitStatus[]>;
  /** By id, oldest first. */
  readonly checkRuns: Map<number, CheckRun>;
  /** By number. */
  readonly pulls: Map<number, PullRequest>;
  /** By id. */
  readonly comments: Map<number, IssueComment>;
  /** By lower-case name. */
  readonly labels: Map<string, Label>;
  /** By id, oldest first. */
  readonly deployments: Map<number, Deployment>;
  /** By lower-case name. */
  readonly environments: Map<string, Environment>;
  /** By id, oldest first. */
  readonly workflowRuns: Map<number, WorkflowRun>;
  /** When GitHub signed a commit, RFC 3339, by its id; the others are unsigned. */
  readonly signedCommits: Map<string, string>;
}

export function createRecords(settings: RepositorySettings): RepositoryRecords {
  return {
    settings: new Map([["settings", settings]]),
    statuses: new Map(),
    checkRuns: new Map(),
    pulls: new Map(),
    comments: new Map(),
    labels: new Map(),
    deployments: new Map(),
    environments: new Map(),
    workflowRuns: new Map(),
    signedCommits: new Map(),
  };
}

/** Copies the records, for answers that lag behind. */
export function copyRecords(records: RepositoryRecords): RepositoryRecords {
  return {
    settings: new Map(records.settings),
    statuses: new Map(records.statuses),
    checkRuns: new Map(records.checkRuns),
    pulls: new Map(records.pulls),
    comments: new Map(records.comments),
    labels: new Map(records.labels),
    deployments: new Map(records.deployments),
    environments: new Map(records.environments),
    workflowRuns: new Map(records.workflowRuns),
    signedCommits: new Map(records.signedCommits),
  };
}
