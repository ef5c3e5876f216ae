import type { JsonObject } from "../http/request-body.ts";
import type { GitHubInstance } from "../instance.ts";
import { settingsOf, type Repository } from "../records/repository.ts";
import { nodeId } from "./node-id.ts";
import { repositoryOwner } from "./repository-owner.ts";

/**
 * Shows a repository inside of other objects and in webhooks.
 *
 * @see https://docs.github.com/rest/repos/repos
 */
export function minimalRepository(github: GitHubInstance, repository: Repository): JsonObject {
  const { links } = github;
  const settings = settingsOf(repository);
  const web = links.web(`/${repository.fullName}`);
  return {
    id: settings.id,
    node_id: nodeId("Repository", settings.id),
    name: repository.name,
    full_name: repository.fullName,
    private: false,
    owner: repositoryOwner(github, repository.owner),
    html_url: web,
    description: settings.description,
    fork: false,
    ...apiTemplates(links.rest(`/repos/${repository.fullName}`)),
    git_url: `${web.replace(/^http/, "git")}.git`,
    ssh_url: `git@${new URL(web).hostname}:${repository.fullName}.git`,
    clone_url: `${web}.git`,
    svn_url: web,
    mirror_url: null,
    homepage: null,
    language: null,
    size: 0,
    default_branch: settings.defaultBranch,
    visibility: "public",
    archived: settings.archived ?? false,
    disabled: false,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    forks_count: 0,
    forks: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    open_issues_count: 0,
    open_issues: 0,
    license: null,
    topics: [],
    created_at: settings.createdAt,
    updated_at: settings.updatedAt,
    pushed_at: settings.pushedAt,
  };
}

/** Shows a repository that was asked for by name. */
export function fullRepository(github: GitHubInstance, repository: Repository): JsonObject {
  return {
    ...minimalRepository(github, repository),
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    subscribers_count: 0,
    network_count: 0,
  };
}

function apiTemplates(api: string): JsonObject {
  return {
    url: api,
    archive_url: `${api}/{archive_format}{/ref}`,
    assignees_url: `${api}/assignees{/user}`,
    blobs_url: `${api}/git/blobs{/sha}`,
    branches_url: `${api}/branches{/branch}`,
    collaborators_url: `${api}/collaborators{/collaborator}`,
    comments_url: `${api}/comments{/number}`,
    commits_url: `${api}/commits{/sha}`,
    compare_url: `${api}/compare/{base}...{head}`,
    contents_url: `${api}/contents/{+path}`,
    contributors_url: `${api}/contributors`,
    deployments_url: `${api}/deployments`,
    downloads_url: `${api}/downloads`,
    events_url: `${api}/events`,
    forks_url: `${api}/forks`,
    git_commits_url: `${api}/git/commits{/sha}`,
    git_refs_url: `${api}/git/refs{/sha}`,
    git_tags_url: `${api}/git/tags{/sha}`,
    hooks_url: `${api}/hooks`,
    issue_comment_url: `${api}/issues/comments{/number}`,
    issue_events_url: `${api}/issues/events{/number}`,
    issues_url: `${api}/issues{/number}`,
    keys_url: `${api}/keys{/key_id}`,
    labels_url: `${api}/labels{/name}`,
    languages_url: `${api}/languages`,
    merges_url: `${api}/merges`,
    milestones_url: `${api}/milestones{/number}`,
    notifications_url: `${api}/notifications{?since,all,participating}`,
    pulls_url: `${api}/pulls{/number}`,
    releases_url: `${api}/releases{/id}`,
    stargazers_url: `${api}/stargazers`,
    statuses_url: `${api}/statuses/{sha}`,
    subscribers_url: `${api}/subscribers`,
    subscription_url: `${api}/subscription`,
    tags_url: `${api}/tags`,
    teams_url: `${api}/teams`,
    trees_url: `${api}/git/trees{/sha}`,
  };
}
