import type { Result } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import { targetContext } from "./context.ts";
import { ensureCommitStatus } from "./ensure.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { StatusWrite } from "./ledger.ts";

export async function reportHealthy(client: GitHubClient, sha: string): Promise<Result<StatusWrite, EnsureError>> {
  //#region ensureCommitStatus_target
  const written = await ensureCommitStatus(
    client,
    {
      repository: "acme/shop-manifests",
      sha,
      context: targetContext({ environment: "dev", app: "cart" }, "dev"),
      state: "success",
      text: "Applied and healthy",
      at: "2026-03-02T10:15:00Z",
      id: "r-8f3a52c19e0b77d4",
    },
    { creators: ["acme-gitops[bot]"] },
  );
  //#endregion
  return written;
}
