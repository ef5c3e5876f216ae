import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { Repository } from "../records/repository.ts";
import type { WorkflowRun } from "../records/workflow-run.ts";
import { gitPerson } from "./git-person.ts";
import { nodeId } from "./node-id.ts";
import { minimalRepository } from "./repository.ts";
import { userByLogin } from "./simple-user.ts";

/**
 * Shows a workflow run.
 *
 * @see https://docs.github.com/rest/actions/workflow-runs
 */
export async function workflowRunView(
  github: GitHubInstance,
  repository: Repository,
  run: WorkflowRun,
): Promise<JsonObject> {
  const api = github.links.rest(`/repos/${repository.fullName}`);
  const self = `${api}/actions/runs/${run.id}`;
  const actor = userByLogin(github, run.actor);
  const file = run.name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("WorkflowRun", run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: `.github/workflows/${file}.yml`,
    display_title: run.displayTitle,
    run_number: run.runNumber,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: Buffer.from(file).reduce((id, byte) => (id * 31 + byte) % 1_000_000, 1),
    check_suite_id: run.id,
    check_suite_node_id: nodeId("CheckSuite", run.id),
    url: self,
    html_url: github.links.web(`/${repository.fullName}/actions/runs/${run.id}`),
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor,
    triggering_actor: actor,
    jobs_url: `${self}/jobs`,
    logs_url: `${self}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${self}/artifacts`,
    cancel_url: `${self}/cancel`,
    rerun_url: `${self}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${api}/actions/workflows/${file}.yml`,
    head_commit: await headCommit(repository, run.headSha),
    repository: minimalRepository(github, repository),
    head_repository: minimalRepository(github, repository),
  };
}

async function headCommit(repository: Repository, sha: string): Promise<JsonObject | null> {
  const commit = await repository.git.objects.readCommit(sha);
  if (commit === undefined) return null;
  const { author, committer, tree, message } = commit;
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: gitPerson(committer)["date"],
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}
