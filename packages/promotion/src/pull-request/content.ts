import type { Diagnostic, ResourceDiff } from "@gitops/manifest-renderer";

import type { SlotChange } from "../decide/action.ts";
import type { GateVerdict } from "../decide/plan.ts";
import type { Pipeline, Track } from "../pipeline/pipeline.ts";
import type { SlotView } from "../world.ts";

/**
 * What a pull request is about: all that its title, labels, reviewers and body are made of.
 *
 * It holds no time of its own, so that equal worlds give equal texts and nothing is written twice.
 *
 * @internal
 */
export interface PullRequestContent {
  /** The pipeline, for the graph. */
  readonly pipeline: Pipeline;
  /** The track that the pull request belongs to. */
  readonly track: Track;
  /** Views of slots, as many as were read: those of the same apps tell where a release runs already. */
  readonly slots: readonly SlotView[];
  /** What becomes of which slot, in the order of the pipeline. */
  readonly changes: readonly ChangeContent[];
  /** Whether the branch carries changes of further slots, which are not described here. */
  readonly hasMoreSlots: boolean;
}

/**
 * What becomes of one slot.
 *
 * @internal
 */
export interface ChangeContent {
  /** Which release, and why. */
  readonly change: SlotChange;
  /** What the slot is, and what runs in it. */
  readonly view: SlotView;
  /** How its objects differ from the base branch. */
  readonly diffs: readonly ResourceDiff[];
  /** What the renderer found and let pass. */
  readonly warnings: readonly Diagnostic[];
  /** Files that somebody changed by hand, and that a merge overwrites. */
  readonly drift: readonly string[];
  /** How the high-level manifests differ; none where the slot has none. */
  readonly highLevel: readonly HighLevelChange[];
  /** Every gate with its verdict. */
  readonly gates: readonly GateVerdict[];
}

/**
 * How one file of the high-level manifests differs.
 *
 * @internal
 */
export interface HighLevelChange {
  /** Path in the folder of high-level manifests. */
  readonly path: string;
  /** Whether the file comes, goes, or stays with another text. */
  readonly change: "added" | "removed" | "changed";
  /** The difference as a unified diff. */
  readonly text: string;
}
