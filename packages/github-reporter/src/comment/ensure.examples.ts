import type { Result } from "neverthrow";

import type { GitHubClient } from "../github/call.ts";
import type { GitHubError } from "../github/errors.ts";
import type { IdentityMismatchError } from "../github/identity-mismatch.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import type { CommentWrite } from "./comment.ts";
import { ensureComment } from "./ensure.ts";

export async function commentOnRollOut(
  client: GitHubClient,
  message: string,
): Promise<Result<CommentWrite, GitHubError | IdentityMismatchError>> {
  //#region ensureComment_rollOut
  const written = await ensureComment(
    client,
    {
      repository: "acme/shop-manifests",
      number: 42,
      name: "gitops",
      key: "dev/cart",
      body: `**dev** failed: ${escapeMarkdown(message)}`,
    },
    { creators: ["acme-gitops[bot]"] },
  );
  //#endregion
  return written;
}
