import type { Pipeline } from "./pipeline/pipeline.ts";

/** Events after which a slot may stand elsewhere. */
const RELEVANT = new Set([
  "push",
  "create",
  "delete",
  "pull_request",
  "pull_request_review",
  "status",
  "repository_dispatch",
  "workflow_dispatch",
  "workflow_run",
]);

/**
 * Tells whether a GitHub webhook event is about a repository of the pipeline, and of a kind that can move a slot.
 *
 * The event is only a hint: nothing of its payload is believed except which repository to look at.
 *
 * @param name - The header `X-GitHub-Event`.
 * @param payload - The parsed body.
 * @see https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export function concernsPipeline(pipeline: Pipeline, name: string, payload: unknown): boolean {
  const repository = repositoryOf(payload)?.toLowerCase();
  const { spec } = pipeline;
  const repositories = [spec.source.repo, spec.manifests.repo, ...(spec.config ?? []).map(({ repo }) => repo)];
  return RELEVANT.has(name) && repositories.some((known) => known.toLowerCase() === repository);
}

function repositoryOf(payload: unknown): string | undefined {
  if (!isObject(payload) || !isObject(payload["repository"])) return undefined;
  const name = payload["repository"]["full_name"];
  return typeof name === "string" ? name : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
