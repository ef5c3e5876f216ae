import type { Account } from "../../account.ts";
import { personAt, type Person } from "../../git/commit-object.ts";
import { isFullSha } from "../../git/git-object.ts";
import { notFound, unprocessable } from "../../http/api-problem.ts";
import { invalidRequest, readObject, readString, readStrings, requireString } from "../../http/request-body.ts";
import { actorOf, param, type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { timestamp } from "../../timestamp.ts";
import { gitCommit } from "../../views/git-commit.ts";
import { requireContent } from "./require-content.ts";

/** Commits of the Git database. */
export const gitCommitRoutes: readonly RepositoryRoute[] = [
  {
    route: "POST /repos/{owner}/{repo}/git/commits",
    documentation: "https://docs.github.com/rest/git/commits#create-a-commit",
    answer: createCommit,
  },
  {
    route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
    documentation: "https://docs.github.com/rest/git/commits#get-a-commit-object",
    answer: getCommit,
  },
];

async function createCommit(request: RepositoryRequest): Promise<ApiReply> {
  const actor = actorOf(request);
  requireContent(request);
  const { body, github, repository } = request;
  const { objects } = repository.git;

  const message = requireString(body, "message");
  const tree = requireString(body, "tree");
  if (!isFullSha(tree)) {
    throw unprocessable("The tree parameter must be exactly 40 characters and contain only [0-9a-f].");
  }
  if ((await objects.readTree(tree)) === undefined) throw unprocessable("Tree SHA does not exist");
  const parents = readStrings(body, "parents") ?? [];
  if (!parents.every(isFullSha)) {
    // Simply-Static/simply-static#335
    throw unprocessable("Each SHA in the 'parents' parameter must be exactly 40 characters and contain only [0-9a-f].");
  }
  for (const parent of parents) {
    if ((await objects.readCommit(parent)) === undefined) {
      throw unprocessable("Parent SHA does not exist or is not a commit object");
    }
  }

  const author = readPerson(request, "author") ?? accountAsPerson(actor, github.now());
  const committer = readPerson(request, "committer") ?? author;
  const commit = { tree, parents, author, committer, message };
  const sha = objects.writeCommit(commit);
  if (isSignedByGitHub(request)) repository.records.signedCommits.set(sha, timestamp(github.now()));
  return { status: 201, body: gitCommit(github, repository, sha, commit) };
}

async function getCommit(request: RepositoryRequest): Promise<ApiReply> {
  requireContent(request);
  const { github, repository } = request;
  const sha = param(request, "commit_sha");
  const commit = isFullSha(sha) ? await repository.git.objects.readCommit(sha) : undefined;
  if (commit === undefined) throw notFound();
  return { status: 200, body: gitCommit(github, repository, sha, commit) };
}

/**
 * Tells whether GitHub signs the commit of a request: one of an installation that leaves author, committer and signature to it.
 *
 * @see https://docs.github.com/authentication/managing-commit-signature-verification/about-commit-signature-verification#signature-verification-for-bots
 */
export function isSignedByGitHub({ account, body }: RepositoryRequest): boolean {
  const isCustom = ["author", "committer", "signature"].some((field) => (body[field] ?? null) !== null);
  return account?.permissions !== undefined && !isCustom;
}

/** Reads an `author` or `committer` of a request; the time is now unless it was given. */
export function readPerson({ body, github }: RepositoryRequest, field: "author" | "committer"): Person | undefined {
  const given = readObject(body, field);
  if (given === undefined) return undefined;
  const date = readString(given, "date");
  const time = date === undefined ? github.now() : new Date(date);
  if (Number.isNaN(time.getTime()))
    throw invalidRequest(`For 'properties/date', "${String(date)}" is not a date-time.`);
  const person = personAt(requireString(given, "name"), requireString(given, "email"), time);
  const zone = /([+-]\d\d):?(\d\d)$/.exec(date ?? "");
  return zone === null ? person : { ...person, zone: `${zone[1] ?? "+00"}${zone[2] ?? "00"}` };
}

export function accountAsPerson(account: Account, now: Date): Person {
  return personAt(account.name, account.email, now);
}
