import { verifySignature } from "./signature.ts";

export function isGenuine(
  body: Uint8Array,
  signature: string | undefined,
  secret: string,
  nextSecret: string,
): boolean {
  //#region verifySignature
  const verified = verifySignature({ body, signature, secrets: [secret, nextSecret] });
  return verified.isOk();
  //#endregion
}
