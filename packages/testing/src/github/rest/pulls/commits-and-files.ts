import { listReply } from "../../http/pagination.ts";
import type { ApiReply, RepositoryRequest, RepositoryRoute } from "../../http/route.ts";
import { pullCommits, pullFiles } from "../../pull-requests/pull-range.ts";
import { fileView } from "../../views/changed-file.ts";
import { showCommit } from "../commits/commits.ts";
import { findPull } from "./find-pull.ts";

/** What is in a pull request. */
export const pullContentRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits",
    documentation: "https://docs.github.com/rest/pulls/pulls#list-commits-on-a-pull-request",
    answer: listCommits,
  },
  {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
    documentation: "https://docs.github.com/rest/pulls/pulls#list-pull-requests-files",
    answer: listFiles,
  },
];

/** "Lists a maximum of 250 commits for a pull request." */
const MOST_COMMITS = 250;
/** "Responses include a maximum of 3000 files." */
const MOST_FILES = 3000;

async function listCommits(request: RepositoryRequest): Promise<ApiReply> {
  const shas = await pullCommits(request.repository, findPull(request, "pull_number"));
  return listReply(request, shas.slice(0, MOST_COMMITS), (sha) => showCommit(request, sha));
}

async function listFiles(request: RepositoryRequest): Promise<ApiReply> {
  const pull = findPull(request, "pull_number");
  const files = await pullFiles(request.repository, pull);
  return listReply(request, files.slice(0, MOST_FILES), (file) => fileView(request, pull.headSha, file));
}
