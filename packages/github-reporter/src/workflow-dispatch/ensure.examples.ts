import type { Result } from "neverthrow";

import type { DispatchOutcome } from "../dispatch/dispatch.ts";
import type { GitHubClient } from "../github/call.ts";
import type { EnsureError } from "../github/ensure-error.ts";
import type { CommitAddress } from "../github/commit-address.ts";
import { ensureWorkflowDispatch } from "./ensure.ts";

export async function startTests(
  client: GitHubClient,
  manifests: CommitAddress,
  release: string,
): Promise<Result<DispatchOutcome, EnsureError>> {
  //#region ensureWorkflowDispatch_tests
  const started = await ensureWorkflowDispatch(
    client,
    {
      repository: "acme/shop",
      workflow: "test-environment.yml",
      ref: "main",
      id: `${release}-dev-tests`,
      inputs: { environment: "dev" },
      ledger: { ...manifests, context: "gitops/dispatch/dev/cart/tests" },
    },
    { creators: ["acme-gitops[bot]"] },
  );
  //#endregion
  return started;
}
