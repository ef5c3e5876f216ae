import { readFile } from "node:fs/promises";

import type { GitHubClient } from "@gitops/github-reporter";
import { loadPipeline, parsePipeline, type Pipeline } from "@gitops/promotion";

import type { Settings } from "./settings.ts";

/**
 * Reads the pipeline: a local file when the settings name one, else the file in the manifests repository.
 *
 * @returns the pipeline, or undefined when the repository has none: then the connector only reports.
 */
export async function readPipeline(
  client: GitHubClient,
  { pipelineFile, manifestsRepository }: Pick<Settings, "pipelineFile" | "manifestsRepository">,
): Promise<Pipeline | undefined> {
  const read =
    pipelineFile === undefined
      ? await loadPipeline(client, manifestsRepository)
      : parsePipeline(await readFile(pipelineFile, "utf8"), pipelineFile);
  if (read.isOk()) return read.value;
  if (read.error.code === "NOT_FOUND") return undefined;
  throw read.error;
}
