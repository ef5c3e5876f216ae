/** The permission of each chapter of the API below `/repos/{owner}/{repo}`, by how its paths go on. */
const CHAPTERS: readonly (readonly [RegExp, string])[] = [
  [/^\/(check-runs|commits\/\{ref\}\/check-runs)/, "checks"],
  [/^\/(statuses|commits\/\{ref\}\/status)/, "statuses"],
  [/^\/commits\/\{commit_sha\}\/pulls/, "pull_requests"],
  [/^\/deployments/, "deployments"],
  [/^\/pulls\/\{pull_number\}\/(merge|update-branch)$/, "contents"],
  [/^\/(pulls|issues|labels)/, "pull_requests"],
  [/^\/(git|contents|commits|compare|dispatches|branches)/, "contents"],
  [/^\/actions\/(runs|workflows)/, "actions"],
  [/^\/actions\/variables/, "actions_variables"],
  [/^\/environments\/\{environment_name\}\/variables/, "environments"],
];

/**
 * Names the permission that a route asks of an installation, as `X-Accepted-GitHub-Permissions` does; undefined for those
 * that need none but that the repository is within reach.
 *
 * @see https://docs.github.com/rest/authentication/permissions-required-for-github-apps
 */
export function acceptedPermissions(route: string): string | undefined {
  const [method, path = ""] = route.split(" ");
  const rest = path.replace("/repos/{owner}/{repo}", "");
  const access = method === "GET" ? "read" : "write";
  const chapter = CHAPTERS.find(([pattern]) => pattern.test(rest))?.[1];
  if (chapter !== undefined) return `${chapter}=${access}`;
  // Reading and changing an environment are permissions of their own.
  if (rest.startsWith("/environments")) return access === "read" ? "actions=read" : "administration=write";
  return undefined;
}
