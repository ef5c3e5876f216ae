import { typeOfMode, type TreeEntry } from "../git/tree-object.ts";
import type { JsonObject } from "../http/request-body.ts";
import type { RepositoryRequest } from "../http/route.ts";
import { wrapBase64 } from "./base64.ts";

/** An entry of a tree at a path and a revision. */
export interface ContentPlace {
  readonly ref: string;
  readonly path: string;
  readonly entry: TreeEntry;
}

/** Above this size GitHub gives no content: https://docs.github.com/rest/repos/contents#get-repository-content. */
const LARGEST_CONTENT = 1024 * 1024;

/** Shows an entry without its content, as in the list of a folder. */
export async function entryView(request: RepositoryRequest, place: ContentPlace): Promise<JsonObject> {
  const { github, repository } = request;
  const { ref, path, entry } = place;
  const type = typeOfMode(entry.mode);
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const api = github.links.rest(`/repos/${repository.fullName}`);
  const self = `${api}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const git = type === "commit" ? null : `${api}/git/${type}s/${entry.sha}`;
  const html = github.links.web(`/${repository.fullName}/${type}/${ref}/${encoded}`);
  const size = type === "blob" ? ((await repository.git.objects.readBlob(entry.sha))?.length ?? 0) : 0;
  return {
    type: contentType(entry.mode),
    size,
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    sha: entry.sha,
    url: self,
    git_url: git,
    html_url: html,
    download_url: type === "blob" ? github.links.web(`/${repository.fullName}/raw/${ref}/${encoded}`) : null,
    _links: { self, git, html },
  };
}

/** Shows a file with its content, or a symbolic link with its target. */
export async function fileWithContent(request: RepositoryRequest, place: ContentPlace): Promise<JsonObject> {
  const view = await entryView(request, place);
  if (view["type"] === "submodule") return { ...view, submodule_git_url: null };
  const content = (await request.repository.git.objects.readBlob(place.entry.sha)) ?? Buffer.alloc(0);
  if (view["type"] === "symlink") return { ...view, target: content.toString("utf8") };
  if (content.length > LARGEST_CONTENT) return { ...view, content: "", encoding: "none" };
  return { ...view, content: wrapBase64(content), encoding: "base64" };
}

function contentType(mode: string): "dir" | "file" | "submodule" | "symlink" {
  if (mode === "120000") return "symlink";
  const type = typeOfMode(mode);
  if (type === "blob") return "file";
  return type === "tree" ? "dir" : "submodule";
}
