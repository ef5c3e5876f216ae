/** Encodes as GitHub does: in lines of 60 characters. */
export function wrapBase64(content: Buffer): string {
  return content.toString("base64").replace(/.{1,60}/g, "$&\n");
}
