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
    requireInstallation(account, repository);
    requireGrant(account.permissions, route);
  }
  if (method === "GET" || account?.permission !== "read" || OPEN_TO_READERS.has(route)) return;
  throw new ApiProblem(403, "Resource not accessible by personal access token");
}

/** Refuses an installation token where GitHub wants a user. */
export function requireUser(account: Account): void {
  if (account.permissions !== undefined) throw new ApiProblem(403, "Resource not accessible by integration");
}

// As if every repository were private: what an installation does not reach, it does not see.
function requireInstallation({ reach }: Account, { owner, name }: Repository): void {
  if (reach === undefined) return;
  const isOwner = reach.owner.toLowerCase() === owner.toLowerCase();
  if (!isOwner || reach.repositories?.includes(name.toLowerCase()) === false) throw notFound();
}

function requireGrant(permissions: NonNullable<Account["permissions"]>, route: string): void {
  const accepted = acceptedPermissions(route);
  if (accepted === undefined) return;
  const [name = "", access] = accepted.split("=");
  if (permissions[name] === "write" || permissions[name] === access) return;
  throw new ApiProblem(403, "Resource not accessible by integration", {
    headers: { "x-accepted-github-permissions": accepted },
  });
}
