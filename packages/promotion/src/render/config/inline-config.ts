import type { JsonObject } from "@gitops/manifest-renderer";

import type { InlineConfigSource } from "../../pipeline/pipeline.ts";
import type { SlotConfig } from "./slot-config.ts";

/**
 * Takes values of the pipeline. They have no revision: the digest of the template covers them.
 *
 * @internal
 */
export function inlineConfig({ values }: InlineConfigSource): SlotConfig {
  return { layers: [{ source: "config of the pipeline", values: values as JsonObject }], patches: [], revisions: [] };
}
