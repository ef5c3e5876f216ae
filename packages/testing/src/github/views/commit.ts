import type { Commit, Person } from "../git/commit-object.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import { settingsOf, type Repository } from "../records/repository.ts";
import { gitPerson } from "./git-person.ts";
import { repositoryNodeId } from "./node-id.ts";
import { simpleUser } from "./simple-user.ts";
import { verificationOf } from "./verification.ts";

/**
 * Shows a commit as the commits API does: Git's data and the accounts behind the addresses.
 *
 * @see https://docs.github.com/rest/commits/commits
 */
export function commitView(github: GitHubInstance, repository: Repository, sha: string, commit: Commit): JsonObject {
  const api = github.links.rest(`/repos/${repository.fullName}`);
  const web = github.links.web(`/${repository.fullName}/commit`);
  return {
    sha,
    node_id: repositoryNodeId("Commit", settingsOf(repository).id, sha),
    commit: {
      author: gitPerson(commit.author),
      committer: gitPerson(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${sha}`,
      comment_count: 0,
      verification: verificationOf(repository, sha, commit),
    },
    url: `${api}/commits/${sha}`,
    html_url: `${web}/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    author: accountBehind(github, commit.author),
    committer: accountBehind(github, commit.committer),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${web}/${parent}`,
    })),
  };
}

// GitHub links a commit to an account by its address:
// https://docs.github.com/account-and-profile/setting-up-and-managing-your-personal-account-on-github/managing-email-preferences
function accountBehind(github: GitHubInstance, person: Person): JsonObject | null {
  const account = github.accounts.all.find(({ email }) => email.toLowerCase() === person.email.toLowerCase());
  return account === undefined ? null : simpleUser(github, account);
}
