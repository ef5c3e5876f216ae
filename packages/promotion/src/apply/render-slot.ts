import type { Release, ReleaseLock } from "@gitops/github-reporter";
import { render, type FileSet, type JsonObject, type RenderedTree } from "@gitops/manifest-renderer";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { listFiles, readFiles, readFolder } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { readConfig } from "./read-config.ts";

/**
 * What a release is in a slot: its manifests, and the lock that goes with them.
 *
 * @internal
 */
export interface RenderedSlot {
  /** The manifests. */
  readonly tree: RenderedTree;
  /** The lock to commit beside them. */
  readonly lock: ReleaseLock;
}

/**
 * Renders a release for a slot: templates at the release's commit, configuration as it is now.
 *
 * @internal
 */
export function renderSlot(
  context: PromoterContext,
  slot: Slot,
  release: Release,
): ResultAsync<RenderedSlot, PromotionError> {
  return safeTry(async function* () {
    const { template, app, environment } = slot;
    const code = context.repository(release.source.repository);
    // The tree of a release is the templates folder itself.
    const listed = yield* listFiles(code, release.templates.tree);
    const templates: FileSet = yield* template.render === undefined
      ? readFolder(code, listed, "")
      : readFiles(code, listed);
    const config = yield* readConfig(context, template);
    const tree = yield* render({
      app,
      environment,
      templates,
      images: Object.entries(release.images).map(([name, reference]) => ({ name, reference })),
      layers: [...config.layers, { source: `environment ${environment}`, values: template.values as JsonObject }],
      namespace: template.namespace,
      source: release.source,
      engines: context.engines,
      ...(template.render === undefined ? {} : { chain: template.render }),
      ...(context.cache === undefined ? {} : { cache: context.cache }),
    });
    const { engines, files, content } = tree.provenance;
    const lock: ReleaseLock = {
      schema: 1,
      slot: slot.id,
      app,
      environment,
      release,
      config: config.revisions,
      engines,
      files,
      content,
      reason: "promotion",
    };
    return ok({ tree, lock });
  });
}
