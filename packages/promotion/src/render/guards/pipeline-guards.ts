import type { GuardOptions, Policy } from "@gitops/manifest-renderer";

import type { GuardsSpec } from "../../pipeline/pipeline-spec.ts";
import { forbidKinds } from "./forbid-kinds.ts";
import { notLatest } from "./not-latest.ts";

/**
 * What the guards of a pipeline ask of a render.
 *
 * @internal
 */
export interface RenderGuards {
  /** Guards of the renderer that the pipeline sets; they win over those of the host. */
  readonly guards: GuardOptions;
  /** Rules that the renderer has no guard for. */
  readonly policies: readonly Policy[];
}

/**
 * Says the guards of a pipeline in the words of the renderer. Guards that it does not name stay as the host has them.
 *
 * @internal
 */
export function renderGuards({ allowEmpty, immutableImages, forbidKinds: kinds = [] }: GuardsSpec = {}): RenderGuards {
  return {
    guards: {
      ...(allowEmpty === undefined ? {} : { emptyRender: allowEmpty ? "allow" : "error" }),
      ...(immutableImages === undefined ? {} : { mutableImage: immutableImages === "digest" ? "error" : "allow" }),
    },
    policies: [
      ...(kinds.length === 0 ? [] : [forbidKinds(kinds)]),
      ...(immutableImages === "not-latest" ? [notLatest] : []),
    ],
  };
}
