/** Joins the folder `.` or another one with a path below it. */
export function joinPath(folder: string, path: string): string {
  return folder === "." ? path : path === "." ? folder : `${folder}/${path}`;
}

/** Tells whether a path is a folder or file, or lies below it; everything lies below `.`. */
export function isBelow(path: string, folder: string): boolean {
  return folder === "." || path === folder || path.startsWith(`${folder}/`);
}

/** Lists the folders above a file, the outermost first, without the root. */
export function foldersAbove(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}
