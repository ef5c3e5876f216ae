import { resolveCommit } from "../../git/resolve-commit.ts";
import { findEntry } from "../../git/read-tree.ts";
import { isFullSha } from "../../git/git-object.ts";
import { settingsOf, type Repository } from "../../records/repository.ts";
import { repositoryOwner } from "../../views/repository-owner.ts";
import { nodeId, repositoryNodeId } from "../../views/node-id.ts";
import { connect, type PageArguments } from "../connection.ts";
import { requireGranted, type Fields } from "../scope.ts";
import {
  loadCommit,
  loadObject,
  refSource,
  type GitObjectSource,
  type RefSource,
  type RepositorySource,
} from "../sources.ts";

/** A repository; what it holds of Git needs `contents: read`. */
export const repositoryFields: Fields<RepositorySource> = {
  id: ({ repository }) => nodeId("Repository", settingsOf(repository).id),
  databaseId: ({ repository }) => settingsOf(repository).id,
  name: ({ repository }) => repository.name,
  nameWithOwner: ({ repository }) => repository.fullName,
  url: ({ repository }, _args, { github }) => github.links.web(`/${repository.fullName}`),
  isArchived: ({ repository }) => settingsOf(repository).archived === true,
  owner({ repository }, _args, { github }) {
    const { type, node_id: id, login, html_url: url } = repositoryOwner(github, repository.owner);
    return { __typename: type === "Bot" ? "User" : type, id, login, url };
  },
  defaultBranchRef({ repository }, _args, scope) {
    requireGranted(scope, "contents", "read");
    return findRef(repository, `refs/heads/${settingsOf(repository).defaultBranch}`);
  },
  ref({ repository }, { qualifiedName }: { readonly qualifiedName: string }, scope) {
    requireGranted(scope, "contents", "read");
    const names = [qualifiedName, `refs/heads/${qualifiedName}`, `refs/tags/${qualifiedName}`];
    return names.map((name) => findRef(repository, name)).find((ref) => ref !== null) ?? null;
  },
  refs({ repository }, args: PageArguments & { readonly refPrefix: string }, scope) {
    requireGranted(scope, "contents", "read");
    const refs = [...repository.git.refs.list(args.refPrefix)];
    return connect("refs", refs, args, ([ref, sha]) => refSource(repository, ref, sha, args.refPrefix));
  },
  object({ repository }, args: { readonly oid?: string | null; readonly expression?: string | null }, scope) {
    requireGranted(scope, "contents", "read");
    if (typeof args.oid === "string") return isFullSha(args.oid) ? loadObject(repository, args.oid) : null;
    return typeof args.expression === "string" ? findByExpression(repository, args.expression) : null;
  },
};

/** A reference. */
export const refFields: Fields<RefSource> = {
  id: ({ repository, ref }) => repositoryNodeId("Ref", settingsOf(repository).id, ref),
  name: ({ ref, prefix }) => ref.slice(prefix.length),
  prefix: ({ prefix }) => prefix,
  repository: ({ repository }) => ({ __typename: "Repository", repository }),
  target: ({ repository, sha }) => loadObject(repository, sha),
};

function findRef(repository: Repository, ref: string): RefSource | null {
  const sha = repository.git.refs.read(ref);
  return sha === undefined ? null : refSource(repository, ref, sha);
}

/** Finds what a revision names, such as `main` or `main:envs/dev`: https://git-scm.com/docs/gitrevisions */
async function findByExpression(repository: Repository, expression: string): Promise<GitObjectSource | null> {
  const { git } = repository;
  const colon = expression.indexOf(":");
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  const sha = await resolveCommit(git, revision === "HEAD" ? settingsOf(repository).defaultBranch : revision);
  if (colon < 0) {
    if (sha === undefined) return isFullSha(revision) ? loadObject(repository, revision) : null;
    return loadCommit(repository, sha);
  }
  const tree = sha === undefined ? undefined : (await git.objects.readCommit(sha))?.tree;
  if (tree === undefined) return null;
  const path = expression.slice(colon + 1).replace(/\/$/, "");
  if (path === "") return loadObject(repository, tree);
  const entry = await findEntry(git.objects, tree, path);
  return entry === undefined ? null : loadObject(repository, entry.sha, `${path}/`);
}
