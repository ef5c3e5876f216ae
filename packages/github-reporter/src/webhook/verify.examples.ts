import { verifyGitHubWebhook } from "./verify.ts";

export function answer(body: Uint8Array, signature: string | undefined, secret: string, nextSecret: string): number {
  //#region verifyGitHubWebhook_basic
  const verified = verifyGitHubWebhook({ body, signature, secrets: [secret, nextSecret] });
  const status = verified.isOk() ? 202 : 401;
  //#endregion
  return status;
}
