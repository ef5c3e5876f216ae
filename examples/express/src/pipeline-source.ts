import { readFile } from "node:fs/promises";

import type { GitHubClient } from "@gitops/github-reporter";
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
  if (read.error.code === "NOT_FOUND") return undefined;
  throw read.error;
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
