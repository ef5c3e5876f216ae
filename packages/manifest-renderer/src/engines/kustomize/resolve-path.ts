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

/** Resolves a path of a kustomization from its folder; undefined when it is absolute, or leads out of the files. */
export function resolvePath(folder: string, value: string): string | undefined {
  if (value.startsWith("/") || /[\\\0]/.test(value)) return undefined;
  const steps: string[] = folder === "." ? [] : folder.split("/");
  for (const step of value.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.length === 0 ? "." : steps.join("/");
}
