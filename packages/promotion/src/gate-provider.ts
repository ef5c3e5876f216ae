import type { Release } from "@gitops/github-reporter";
import type { ResultAsync } from "neverthrow";

import type { GateVerdict } from "./decide/plan.ts";
import type { SlotView } from "./world.ts";

/** Judges a gate of your own: `{ kind: custom, name }` in the pipeline. */
export interface GateProvider {
  /** Name of the gate. */
  readonly name: string;
  /**
   * Judges whether a release may be merged into a slot. It is asked with every look at the open pull request, so it has to be
   * quick, and must change nothing. An error, or a rejection, keeps the gate closed.
   */
  evaluate(question: GateQuestion): ResultAsync<GateAnswer, Error>;
}

/** What a gate is asked. */
export interface GateQuestion {
  /** The slot as it is. */
  readonly slot: SlotView;
  /** The release that the pull request brings. */
  readonly release: Release;
  /** What the pipeline says to the provider. */
  readonly with: Readonly<Record<string, unknown>>;
  /** The time of the look, RFC 3339. */
  readonly at: string;
}

/** What a gate answers. */
export type GateAnswer = Omit<GateVerdict, "gate">;
