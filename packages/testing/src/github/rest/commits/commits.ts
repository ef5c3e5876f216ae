import { changedFiles, type ChangedFile } from "../../git/diff.ts";
import { listHistory, type HistoryFilter } from "../../git/history.ts";
import { resolveCommit } from "../../git/resolve-commit.ts";
import { notFound, unprocessable } from "../../http/api-problem.ts";
import { listReply } from "../../http/pagination.ts";
import type { JsonObject } from "../../http/request-body.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { settingsOf } from "../../records/repository.ts";
import { fileView } from "../../views/changed-file.ts";
import { commitView } from "../../views/commit.ts";
import { requireContent } from "../git/require-content.ts";

/** Commits, as history shows them. */
export const commitRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/commits",
    documentation: "https://docs.github.com/rest/commits/commits#list-commits",
    answer: listCommits,
  },
  {
    route: "GET /repos/{owner}/{repo}/commits/{ref}",
    documentation: "https://docs.github.com/rest/commits/commits#get-a-commit",
    answer: getCommit,
  },
];

async function listCommits(request: RepositoryRequest): Promise<ApiReply> {
  requireContent(request);
  const { query, repository } = request;
  const from = await resolveCommit(repository.git, query.get("sha") ?? settingsOf(repository).defaultBranch);
  if (from === undefined) throw notFound();
  const shas = await listHistory(repository.git, from, readFilter(query));
  return listReply(request, shas, (sha) => showCommit(request, sha));
}

async function getCommit(request: RepositoryRequest): Promise<ApiReply> {
  requireContent(request);
  const { git } = request.repository;
  const ref = param(request, "ref");
  const sha = await resolveCommit(git, ref);
  if (sha === undefined) throw unprocessable(`No commit found for SHA: ${ref}`);
  const parent = (await git.objects.readCommit(sha))?.parents[0];
  const files = await changedFiles(git, parent, sha);
  return {
    status: 200,
    body: {
      ...(await showCommit(request, sha)),
      stats: {
        additions: sum(files, ({ additions }) => additions),
        deletions: sum(files, ({ deletions }) => deletions),
        total: sum(files, ({ additions, deletions }) => additions + deletions),
      },
      files: files.map((file) => fileView(request, sha, file)),
    },
  };
}

/** Shows a commit that is known to exist. */
export async function showCommit({ github, repository }: RepositoryRequest, sha: string): Promise<JsonObject> {
  const commit = await repository.git.objects.readCommit(sha);
  if (commit === undefined) throw notFound();
  return commitView(github, repository, sha, commit);
}

function readFilter(query: URLSearchParams): HistoryFilter {
  const names = ["path", "author", "committer", "since", "until"] as const;
  return Object.fromEntries(names.flatMap((name) => (query.has(name) ? [[name, query.get(name)]] : [])));
}

function sum(files: readonly ChangedFile[], count: (file: ChangedFile) => number): number {
  return files.reduce((total, file) => total + count(file), 0);
}
