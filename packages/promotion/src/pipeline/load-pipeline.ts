import { callGitHub, repositoryParameters, type GitHubClient } from "@gitops/github-reporter";
import { err, type Result, type ResultAsync } from "neverthrow";

import { NotFoundError, UnreadableError, type PromotionError } from "../errors.ts";
import { orAbsent } from "../git/repository.ts";
import { parsePipeline, PIPELINE_FILE } from "./parse-pipeline.ts";
import type { Pipeline } from "./pipeline.ts";

/**
 * Reads the pipeline from the default branch of the manifests repository: protect that branch, for whoever can write it
 * decides what is deployed where.
 *
 * @param client - Client for the manifests repository.
 * @param repository - The manifests repository, `owner/name`.
 * @throws TypeError when the repository is not of that form.
 * @returns the pipeline; `NOT_FOUND` when there is no such file, `PIPELINE_INVALID`, or a GitHub error, such as 404 for a
 * repository that the client may not see.
 * @see https://docs.github.com/rest/repos/contents#get-repository-content
 * @example
 * ```ts source="./load-pipeline.examples.ts#loadPipeline_basic"
 * const loaded = await loadPipeline(client, "acme/shop-manifests");
 * if (loaded.isErr()) throw loaded.error;
 * return loaded.value.slots.map(({ id }) => id);
 * ```
 */
export function loadPipeline(client: GitHubClient, repository: string): ResultAsync<Pipeline, PromotionError> {
  const { owner, repo } = repositoryParameters(repository);
  const absent = new NotFoundError(`${repository} has no ${PIPELINE_FILE} on its default branch: add one`);
  return orAbsent(
    callGitHub(client, "GET /repos/{owner}/{repo}/contents/{path}", { owner, repo, path: PIPELINE_FILE }),
  ).andThen((file): ResultAsync<Pipeline, PromotionError> | Result<Pipeline, PromotionError> => {
    if (file === undefined) {
      // To whoever may not see a repository, GitHub says that its files do not exist.
      return callGitHub(client, "GET /repos/{owner}/{repo}", { owner, repo }).andThen(() => err(absent));
    }
    // GitHub leaves the content of files over 1 MB out.
    if (Array.isArray(file) || file.type !== "file" || !("content" in file) || file.encoding !== "base64") {
      return err(new UnreadableError(`${PIPELINE_FILE} in ${repository} is not a file of at most 1 MB`));
    }
    return parsePipeline(Buffer.from(file.content, "base64").toString("utf8"), PIPELINE_FILE);
  });
}
