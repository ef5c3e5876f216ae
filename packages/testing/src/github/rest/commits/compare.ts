import { changedFiles } from "../../git/diff.ts";
import { listBetween, mergeBase } from "../../git/history.ts";
import { resolveCommit } from "../../git/resolve-commit.ts";
import { notFound } from "../../http/api-problem.ts";
import { paginate } from "../../http/pagination.ts";
import { param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { fileView } from "../../views/changed-file.ts";
import { showCommit } from "./commits.ts";

/** Comparison of two revisions. */
export const compareRoutes: readonly RepositoryRoute[] = [
  {
    route: "GET /repos/{owner}/{repo}/compare/{basehead}",
    documentation: "https://docs.github.com/rest/commits/commits#compare-two-commits",
    answer: compare,
  },
];

/** Without paging parameters "the returned list is limited to 250 commits", and these are the last ones. */
const MOST_COMMITS = 250;
/** "The list of changed files is only shown on the first page of results, and it includes up to 300 changed files". */
const MOST_FILES = 300;

async function compare(request: RepositoryRequest): Promise<ApiReply> {
  const { github, repository, query } = request;
  const { git } = repository;
  const basehead = param(request, "basehead");
  const { base, head, dots } = await readRange(request, basehead);
  const common = await mergeBase(git, base, head);
  if (common === undefined) throw notFound(`No common ancestor between ${basehead.split(dots).join(" and ")}.`);

  const ahead = await listBetween(git, base, head);
  const behind = (await listBetween(git, head, base)).length;
  const isPaged = query.has("page") || query.has("per_page");
  const { items, headers } = isPaged ? paginate(request, ahead) : { items: ahead.slice(-MOST_COMMITS), headers: {} };
  const isFirstPage = Number(query.get("page") ?? 1) === 1;
  const files = isFirstPage ? await changedFiles(git, dots === "..." ? common : base, head) : [];
  const html = github.links.web(`/${repository.fullName}/compare/`);
  const permanent = `${repository.owner}:${base.slice(0, 7)}...${repository.owner}:${head.slice(0, 7)}`;
  return {
    status: 200,
    headers,
    body: {
      url: github.links.rest(`/repos/${repository.fullName}/compare/${basehead}`),
      html_url: `${html}${basehead}`,
      permalink_url: `${html}${permanent}`,
      diff_url: `${html}${basehead}.diff`,
      patch_url: `${html}${basehead}.patch`,
      base_commit: await showCommit(request, base),
      merge_base_commit: await showCommit(request, common),
      status: relation(ahead.length, behind),
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: await Promise.all(items.map((sha) => showCommit(request, sha))),
      files: files.slice(0, MOST_FILES).map((file) => fileView(request, head, file)),
    },
  };
}

interface Range {
  readonly base: string;
  readonly head: string;
  /** Three dots compare with the merge base, two dots compare the revisions themselves. */
  readonly dots: "..." | "..";
}

async function readRange({ repository }: RepositoryRequest, basehead: string): Promise<Range> {
  const [, baseName, dots, headName] = /^(.+?)(\.{2,3})(.+)$/.exec(basehead) ?? [];
  if (baseName === undefined || headName === undefined) throw notFound();
  const base = await resolveCommit(repository.git, withoutOwner(baseName));
  const head = await resolveCommit(repository.git, withoutOwner(headName));
  if (base === undefined || head === undefined) throw notFound();
  return { base, head, dots: dots === "..." ? "..." : ".." };
}

function withoutOwner(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function relation(ahead: number, behind: number): "ahead" | "behind" | "diverged" | "identical" {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}
