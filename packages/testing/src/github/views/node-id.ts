/** An opaque id in the style of GitHub's GraphQL node ids. */
export function nodeId(typeName: string, id: number | string): string {
  return Buffer.from(`${typeName}:${id}`).toString("base64url");
}
