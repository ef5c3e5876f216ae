const OWNER_AND_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\/[A-Za-z0-9._-]+$/;

/** Names a repository as GitHub's REST routes do. */
export interface RepositoryParameters {
  /** Login of the user or organisation, e.g. `acme`. */
  readonly owner: string;
  /** Name without the owner, e.g. `shop`. */
  readonly repo: string;
}

/** Tells whether a text is a repository in the form `owner/name`. */
export function isRepository(text: string): boolean {
  return OWNER_AND_NAME.test(text);
}

/**
 * Splits `owner/name` into the parameters of GitHub's REST routes.
 *
 * @throws TypeError when the text is not of that form.
 */
export function repositoryParameters(repository: string): RepositoryParameters {
  const [owner, repo] = repository.split("/");
  if (owner === undefined || repo === undefined || !isRepository(repository)) {
    throw new TypeError(`"${repository}" is not a repository: write it as owner/name, e.g. acme/shop-manifests.`);
  }
  return { owner, repo };
}
