import { callGitHub, type GitHubClient } from "@gitops/github-reporter";
import { err, type Result, type ResultAsync } from "neverthrow";

import { NotFoundError, UnreadableError, type PromotionError } from "../errors.ts";
import { orAbsent } from "../git/repository.ts";
import { parsePipeline, PIPELINE_FILE } from "./parse-pipeline.ts";
import type { Pipeline } from "./pipeline.ts";

/**
 * Reads the pipeline from the manifests repository's default branch, which its branch protection guards.
 *
 * @param client - Client for the manifests repository.
 * @param repository - The manifests repository, `owner/name`.
 * @returns the pipeline; `NOT_FOUND` when there is no such file, `PIPELINE_INVALID`, or a GitHub error.
 * @see https://docs.github.com/rest/repos/contents#get-repository-content
 * @example
 * ```ts source="./load-pipeline.examples.ts#loadPipeline_basic"
 * const loaded = await loadPipeline(client, "acme/shop-manifests");
 * if (loaded.isErr()) throw loaded.error;
 * return loaded.value.slots.map(({ id }) => id);
 * ```
 */
export function loadPipeline(client: GitHubClient, repository: string): ResultAsync<Pipeline, PromotionError> {
  const [owner = "", repo = ""] = repository.split("/");
  return orAbsent(
    callGitHub(client, "GET /repos/{owner}/{repo}/contents/{path}", { owner, repo, path: PIPELINE_FILE }),
  ).andThen((file): Result<Pipeline, PromotionError> => {
    if (file === undefined) {
      return err(new NotFoundError(`${repository} has no ${PIPELINE_FILE} on its default branch: add one`));
    }
    if (Array.isArray(file) || file.type !== "file" || !("content" in file)) {
      return err(new UnreadableError(`${PIPELINE_FILE} in ${repository} is not a file`));
    }
    return parsePipeline(Buffer.from(file.content, "base64").toString("utf8"), PIPELINE_FILE);
  });
}
