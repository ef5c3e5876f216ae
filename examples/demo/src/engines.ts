import { defaultLimits, parseValues, type Engine } from "@gitops/manifest-renderer";
import { helm } from "@gitops/manifest-renderer/engines/helm";
import { kustomize } from "@gitops/manifest-renderer/engines/kustomize";

/** Engines that the pipeline of the shop names. */
export const engines: readonly Engine[] = [helm(), kustomize()];

/** Names of those that are not on this machine. */
export async function missingEngines(): Promise<readonly string[]> {
  const context = { limits: defaultLimits, signal: undefined, secrets: [] };
  const found = await Promise.all(engines.map((engine) => engine.identify(context)));
  return engines.filter((_engine, index) => found[index]?.isErr()).map(({ name }) => name);
}

interface PipelineFile {
  readonly apps: Record<string, { templates: string; render?: unknown }>;
}

/** The pipeline for machines without the engines: the same app from plain templates, which the shop keeps beside the chart. */
export function withoutEngines(pipeline: string): string {
  const read = parseValues(pipeline);
  if (read.isErr()) throw read.error;
  const file = read.value as unknown as PipelineFile;
  for (const app of Object.values(file.apps)) {
    if (app.render === undefined) continue;
    app.templates = `${app.templates}-plain`;
    delete app.render;
  }
  // JSON is YAML.
  return `${JSON.stringify(file, undefined, 2)}\n`;
}
