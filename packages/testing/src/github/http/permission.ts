import type { Account } from "../account.ts";
import type { Repository } from "../records/repository.ts";
import { ApiProblem, notFound } from "./api-problem.ts";
import { acceptedPermissions } from "./route-permissions.ts";

/** What somebody who can only read a public repository may do all the same. */
const OPEN_TO_READERS = new Set([
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
]);

/**
 * Refuses what an account may not do: writes of a reader, and what the permissions of an installation leave out.
 *
 * @see https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
 * @see https://docs.github.com/rest/authentication/permissions-required-for-github-apps
 */
export function requirePermission(
  account: Account | undefined,
  { method, route, repository }: { readonly method: string; readonly route: string; readonly repository: Repository },
): void {
  if (account?.permissions !== undefined) {
    if (!reaches(account, repository)) throw notFound();
    requireGrant(account, route);
  }
  if (method === "GET" || account?.permission !== "read" || OPEN_TO_READERS.has(route)) return;
  throw new ApiProblem(403, "Resource not accessible by personal access token");
}

/** Refuses an installation token where GitHub wants a user. */
export function requireUser(account: Account): void {
  if (account.permissions !== undefined) throw new ApiProblem(403, "Resource not accessible by integration");
}

/** Tells whether an account sees a repository: to an installation, all others are as if they were private. */
export function reaches({ reach }: Account, { owner, name }: Pick<Repository, "owner" | "name">): boolean {
  if (reach === undefined) return true;
  const isOwner = reach.owner.toLowerCase() === owner.toLowerCase();
  return isOwner && reach.repositories?.includes(name.toLowerCase()) !== false;
}

/** Tells whether an account has a permission by its name; only installations can lack one. */
export function isGranted({ permissions }: Account, name: string, access: string): boolean {
  return permissions === undefined || permissions[name] === "write" || permissions[name] === access;
}

function requireGrant(account: Account, route: string): void {
  const accepted = acceptedPermissions(route);
  if (accepted === undefined) return;
  const [name = "", access = ""] = accepted.split("=");
  if (isGranted(account, name, access)) return;
  throw new ApiProblem(403, "Resource not accessible by integration", {
    headers: { "x-accepted-github-permissions": accepted },
  });
}
