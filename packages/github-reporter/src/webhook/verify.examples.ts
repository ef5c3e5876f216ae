import { verifyGitHubWebhook } from "./verify.ts";

export async function answer(
  body: Uint8Array,
  signature: string | undefined,
  [secret, nextSecret]: readonly [string, string],
): Promise<number> {
  //#region verifyGitHubWebhook_basic
  const verified = await verifyGitHubWebhook({ body, signature, secrets: [secret, nextSecret] });
  const status = verified.isOk() ? 202 : 401;
  //#endregion
  return status;
}
