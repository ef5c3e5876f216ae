import { readFile } from "node:fs/promises";

import { callGitHub, repositoryParameters, type GitHubClient } from "@gitops/github-reporter";
import { loadPipeline, parsePipeline, type Pipeline } from "@gitops/promotion";

import { SettingsInvalidError, type Settings } from "./settings.ts";

/**
 * Reads the pipeline: a local file when the settings name one, else the file in the manifests repository.
 *
 * @returns the pipeline, or undefined when the repository has none: then the connector only reports. Rejects when the
 * repository cannot be seen.
 */
export async function readPipeline(
  client: GitHubClient,
  { pipelineFile, manifestsRepository }: Pick<Settings, "pipelineFile" | "manifestsRepository">,
): Promise<Pipeline | undefined> {
  if (pipelineFile !== undefined) return readFromFile(pipelineFile);
  const read = await loadPipeline(client, manifestsRepository);
  if (read.isOk()) return read.value;
  if (read.error.code !== "NOT_FOUND") throw read.error;
  // To whoever may not see a repository, GitHub says that its files do not exist: that puts no pipeline out of force.
  const place = { ...repositoryParameters(manifestsRepository) };
  const repository = await callGitHub(client, "GET /repos/{owner}/{repo}", place);
  if (repository.isErr()) throw repository.error;
  return undefined;
}

/** A file beside the connector is a setting: what is wrong with it does not heal while the connector waits. */
async function readFromFile(file: string): Promise<Pipeline> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new SettingsInvalidError([`PIPELINE_FILE is ${file}, which cannot be read: ${String(error)}`]);
  });
  const read = parsePipeline(text, file);
  if (read.isErr()) throw new SettingsInvalidError([`PIPELINE_FILE: ${read.error.message}`]);
  return read.value;
}
