import type { LockReason, Release, ReleaseLock } from "@gitops/github-reporter";
import { render, type FileSet, type JsonObject, type RenderedTree } from "@gitops/manifest-renderer";
import { ok, type ResultAsync, safeTry } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import { listFiles, readFiles, readFolder } from "../git/repository.ts";
import type { Slot } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { createConfigReader, type ConfigReader } from "./config/config-reader.ts";
import { readConfig } from "./config/read-config.ts";
import { templateDigest } from "./configuration.ts";
import { renderGuards } from "./guards/pipeline-guards.ts";
import { blobsOf } from "./slot-files.ts";
import { LAYOUT, splitLayout } from "./split-layout.ts";

/**
 * What a release is in a slot: its files, and the lock that goes with them.
 *
 * @internal
 */
export interface RenderedSlot {
  /** The manifests, by path in the slot's folder. */
  readonly tree: Pick<RenderedTree, "files" | "resources" | "diagnostics">;
  /** The high-level files, by path in the folder of the high-level manifests; empty when none are written. */
  readonly highLevel: ReadonlyMap<string, string>;
  /** The lock to commit beside the manifests. */
  readonly lock: ReleaseLock;
}

/**
 * Which release is rendered, and why.
 *
 * @internal
 */
export interface RenderOrder {
  /** The release. */
  readonly release: Release;
  /** Why. */
  readonly reason: LockReason;
  /** Reads the configuration. Default: anew. */
  readonly reader?: ConfigReader;
}

/**
 * Renders a release for a slot: templates at the release's commit, configuration as it is now.
 *
 * @returns files and lock; `RENDER_REJECTED` when a guard refuses them, and every other error of configuration, templates,
 * engines and GitHub.
 * @internal
 */
export function renderSlot(
  context: PromoterContext,
  slot: Slot,
  { release, reason, reader = createConfigReader(context) }: RenderOrder,
): ResultAsync<RenderedSlot, PromotionError> {
  return safeTry<RenderedSlot, PromotionError>(async function* () {
    const { pipeline, cache } = context;
    const { template, app, environment } = slot;
    const templates = yield* readTemplates(context, slot, release);
    const config = yield* readConfig(reader, template);
    const { guards, policies } = renderGuards(pipeline.spec.guards);
    const host = context.renderOptions(slot);
    const rendered = yield* render({
      ...host,
      app,
      environment,
      templates,
      images: Object.entries(release.images).map(([name, reference]) => ({ name, reference })),
      layers: [...config.layers, { source: `environment ${environment}`, values: template.values as JsonObject }],
      patches: config.patches,
      namespace: template.namespace,
      source: release.source,
      engines: context.engines,
      guards: { ...host.guards, ...guards },
      policies: [...(host.policies ?? []), ...policies],
      ...(template.render === undefined ? {} : { chain: template.render }),
      ...(slot.highLevelPath === undefined ? {} : { layout: LAYOUT }),
      ...(cache === undefined ? {} : { cache }),
    });
    const { manifests, highLevel, digests } = splitLayout(slot, rendered);
    const { engines, content } = rendered.provenance;
    const lock: ReleaseLock = {
      schema: 1,
      slot: slot.id,
      app,
      environment,
      release,
      config: config.revisions,
      engines,
      ...digests,
      blobs: blobsOf(slot, { manifests, highLevel }),
      content,
      template: templateDigest(pipeline, slot),
      reason,
    };
    const { resources, diagnostics } = rendered;
    return ok({ tree: { files: manifests, resources, diagnostics }, highLevel, lock });
  });
}

/** The tree of a release is the templates folder itself. */
function readTemplates(
  context: PromoterContext,
  { template }: Slot,
  { source, templates }: Release,
): ResultAsync<FileSet, PromotionError> {
  const code = context.repository(source.repository);
  return listFiles(code, templates.tree).andThen((listed): ResultAsync<FileSet, PromotionError> =>
    template.render === undefined ? readFolder(code, listed, "") : readFiles(code, listed),
  );
}
