import { latestByName, rollUp, type CheckRun } from "../../records/check-run.ts";
import type { CommitStatus } from "../../records/commit-status.ts";
import { combine, latestByContext } from "../../records/commit-status.ts";
import { settingsOf } from "../../records/repository.ts";
import { nodeId, repositoryNodeId } from "../../views/node-id.ts";
import { connect, type PageArguments } from "../connection.ts";
import { requireGranted, type Fields } from "../scope.ts";
import { actorSource, type CommitSource } from "../sources.ts";
import type { CheckRunSource } from "./check-runs.ts";

/** The newest status of each context of a commit. */
export interface StatusSource {
  readonly of: CommitSource;
  readonly statuses: readonly CommitStatus[];
}

/** The same, and the newest check run of each name. */
export interface RollupSource extends StatusSource {
  readonly runs: readonly CheckRun[];
}

export interface StatusContextSource {
  readonly __typename: "StatusContext";
  readonly of: CommitSource;
  readonly status: CommitStatus;
}

/** What others say of a commit; null when nobody said anything. */
export const commitStatusFields: Fields<CommitSource> = {
  status(of, _args, scope): StatusSource | null {
    requireGranted(scope, "statuses", "read");
    const statuses = latestOf(of);
    return statuses.length === 0 ? null : { of, statuses };
  },
  statusCheckRollup(of, _args, scope): RollupSource | null {
    requireGranted(scope, "statuses", "read");
    requireGranted(scope, "checks", "read");
    const statuses = latestOf(of);
    const runs = latestByName([...of.repository.records.checkRuns.values()].filter(({ sha }) => sha === of.sha));
    return statuses.length + runs.length === 0 ? null : { of, statuses, runs };
  },
};

export const statusFields: Fields<StatusSource> = {
  id: ({ of }) => repositoryNodeId("Status", settingsOf(of.repository).id, of.sha),
  commit: ({ of }) => of,
  state: ({ statuses }) => combine(statuses.map(({ state }) => state)).toUpperCase(),
  context({ of, statuses }, { name }: { readonly name: string }) {
    const status = statuses.find(({ context }) => context.toLowerCase() === name.toLowerCase());
    return status === undefined ? null : contextSource(of, status);
  },
  contexts: ({ of, statuses }) => statuses.map((status) => contextSource(of, status)),
};

export const statusContextFields: Fields<StatusContextSource> = {
  id: ({ status }) => nodeId("StatusContext", status.id),
  commit: ({ of }) => of,
  context: ({ status }) => status.context,
  state: ({ status }) => status.state.toUpperCase(),
  description: ({ status }) => status.description,
  targetUrl: ({ status }) => status.targetUrl,
  createdAt: ({ status }) => status.createdAt,
  creator: ({ status }, _args, { github }) => actorSource(github.accounts.byLogin(status.creator)),
};

export const rollupFields: Fields<RollupSource> = {
  id: ({ of }) => repositoryNodeId("StatusCheckRollup", settingsOf(of.repository).id, of.sha),
  commit: ({ of }) => of,
  state: ({ statuses, runs }) => rollUp(statuses, runs).toUpperCase(),
  contexts({ of, statuses, runs }, args: PageArguments) {
    const checks = runs.map((run): CheckRunSource => ({ __typename: "CheckRun", repository: of.repository, run }));
    const contexts = [...checks, ...statuses.map((status) => contextSource(of, status))];
    return connect<unknown, unknown>("contexts", contexts, args, (context) => context);
  },
};

function latestOf({ repository, sha }: CommitSource): readonly CommitStatus[] {
  return latestByContext(repository.records.statuses.get(sha) ?? []);
}

function contextSource(of: CommitSource, status: CommitStatus): StatusContextSource {
  return { __typename: "StatusContext", of, status };
}
