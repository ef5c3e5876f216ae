import type { ChangedFile } from "../git/diff.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { RepositoryRequest } from "../http/route.ts";

/** Shows a file of a commit, a comparison or a pull request, as it is at a commit. */
export function fileView({ github, repository }: RepositoryRequest, commit: string, file: ChangedFile): JsonObject {
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  const web = `/${repository.fullName}`;
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: github.links.web(`${web}/blob/${commit}/${path}`),
    raw_url: github.links.web(`${web}/raw/${commit}/${path}`),
    contents_url: github.links.rest(`/repos/${repository.fullName}/contents/${path}?ref=${commit}`),
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}
