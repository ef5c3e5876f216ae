import type { Account } from "../account.ts";
import { ApiProblem } from "./api-problem.ts";

/** What somebody who can only read a public repository may do all the same. */
const OPEN_TO_READERS = new Set([
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
]);

/**
 * Refuses writes of an account that may only read.
 *
 * @see https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
 */
export function requirePermission(account: Account | undefined, method: string, route: string): void {
  if (method === "GET" || account?.permission !== "read" || OPEN_TO_READERS.has(route)) return;
  throw new ApiProblem(403, "Resource not accessible by personal access token");
}
