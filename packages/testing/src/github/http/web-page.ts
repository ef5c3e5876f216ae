/** First segments of REST paths; everything else is an address for people. */
const REST = new Set(["app", "repos", "user", "users", "rate_limit", "api"]);

/**
 * Finds what stands for a page of github.com: there are no pages here, so `html_url` leads to the JSON of the same thing.
 *
 * @returns the REST path for a repository, a pull request, a commit (its statuses) or a comparison; else undefined.
 */
export function restPathOfPage(path: string): string | undefined {
  const [owner, repo, page, ...rest] = path.split("/").slice(1);
  if (owner === undefined || owner === "" || repo === undefined || REST.has(owner)) return undefined;
  const repository = `/repos/${owner}/${repo}`;
  const of = rest.join("/");
  switch (page) {
    case undefined:
      return repository;
    case "pull":
      return `${repository}/pulls/${of}`;
    case "commit":
      return `${repository}/commits/${of}/status`;
    case "compare":
      return `${repository}/compare/${of}`;
    default:
      return undefined;
  }
}
