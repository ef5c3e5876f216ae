/** An opaque id in the style of GitHub's GraphQL node ids. */
export function nodeId(typeName: string, id: number | string): string {
  return Buffer.from(`${typeName}:${id}`).toString("base64url");
}

/** The id of something that has a name only within its repository: a reference, an object of Git. */
export function repositoryNodeId(typeName: string, repositoryId: number, name: string): string {
  return nodeId(typeName, `${repositoryId}:${name}`);
}

/** Reads what {@link nodeId} made; anything else names nothing. */
export function readNodeId(id: string): { readonly type: string; readonly key: string } {
  const [, type = "", key = ""] = /^(\w+):(.+)$/.exec(Buffer.from(id, "base64url").toString("utf8")) ?? [];
  return { type, key };
}
