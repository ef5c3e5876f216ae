import type { Commit } from "../git/commit-object.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import { settingsOf, type Repository } from "../records/repository.ts";
import { gitPerson } from "./git-person.ts";
import { repositoryNodeId } from "./node-id.ts";
import { verificationOf } from "./verification.ts";

/**
 * Shows a commit as the Git database API does.
 *
 * @see https://docs.github.com/rest/git/commits
 */
export function gitCommit(github: GitHubInstance, repository: Repository, sha: string, commit: Commit): JsonObject {
  const api = github.links.rest(`/repos/${repository.fullName}/git`);
  const web = github.links.web(`/${repository.fullName}/commit`);
  return {
    sha,
    node_id: repositoryNodeId("Commit", settingsOf(repository).id, sha),
    url: `${api}/commits/${sha}`,
    html_url: `${web}/${sha}`,
    author: gitPerson(commit.author),
    committer: gitPerson(commit.committer),
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${web}/${parent}`,
    })),
    verification: verificationOf(repository, sha, commit),
  };
}
