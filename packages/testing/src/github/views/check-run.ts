import type { App } from "../apps/app.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import type { CheckRun } from "../records/check-run.ts";
import type { PullRequest } from "../records/pull-request.ts";
import { settingsOf, type Repository } from "../records/repository.ts";
import { appView } from "./app.ts";
import { nodeId } from "./node-id.ts";

/**
 * Shows a check run with its App and the pull requests of its commit.
 *
 * @see https://docs.github.com/rest/checks/runs
 */
export function checkRunView(github: GitHubInstance, repository: Repository, run: CheckRun): JsonObject {
  const api = github.links.rest(`/repos/${repository.fullName}/check-runs/${run.id}`);
  const html = github.links.web(`/${repository.fullName}/runs/${run.id}`);
  const pulls = [...repository.records.pulls.values()].filter(
    ({ state, headSha }) => state === "open" && headSha === run.sha,
  );
  return {
    id: run.id,
    node_id: nodeId("CheckRun", run.id),
    name: run.name,
    head_sha: run.sha,
    external_id: run.externalId,
    url: api,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: 0, annotations_url: `${api}/annotations` },
    check_suite: { id: run.suiteId },
    app: appView(github, appOf(github, run)),
    pull_requests: pulls.map((pull) => minimalPull(github, repository, pull)),
  };
}

/** The App that made a check run: a registered one, or one that stands behind a bot such as `github-actions[bot]`. */
export function appOf({ apps, accounts }: GitHubInstance, { creator }: CheckRun): App {
  const registered = apps.all.find(({ login }) => login === creator);
  if (registered !== undefined) return registered;
  const account = accounts.byLogin(creator);
  return {
    id: account?.id ?? 0,
    clientId: `Iv23li${account?.id ?? 0}`,
    slug: creator.replace(/\[bot\]$/, ""),
    login: creator,
    permissions: account?.permissions ?? {},
    events: [],
    privateKey: "",
    installations: [],
  };
}

function minimalPull(github: GitHubInstance, repository: Repository, pull: PullRequest): JsonObject {
  const url = github.links.rest(`/repos/${repository.fullName}`);
  const repo = { id: settingsOf(repository).id, url, name: repository.name };
  return {
    id: pull.id,
    number: pull.number,
    url: `${url}/pulls/${pull.number}`,
    head: { ref: pull.headRef, sha: pull.headSha, repo },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo },
  };
}
