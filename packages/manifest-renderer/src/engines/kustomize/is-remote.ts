/**
 * Tells whether kustomize would fetch what a path names, by HTTP or by git.
 *
 * It does so without any flag, and looks for a repository before it looks for a folder.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/git/repospec.go
 */
export function isRemote(value: string): boolean {
  const text = value.trim().toLowerCase();
  return (
    /^[a-z][a-z0-9+.-]*:/.test(text) || // a scheme, git:: or gh:
    /^[^/]*@[^/]*[:/]/.test(text) || // git@host:path
    /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)[/:]/.test(text) ||
    /\.git(?:[/?]|$)/.test(text) ||
    /\/\/|\?|_git\//.test(text)
  );
}

/** Tells whether kustomize fetches what a path names even where a file or a folder of that name exists. */
export function isAlwaysRemote(value: string): boolean {
  return value.includes(":") || /^(?:www\.)?github\.com\//i.test(value.trim());
}

/** Tells whether kustomize fetches a single file. */
export function isRemoteFile(value: string): boolean {
  return /^\s*[a-z][a-z0-9+.-]*:/i.test(value);
}
