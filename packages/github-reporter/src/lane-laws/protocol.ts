import type { LaneItem, LaneVerdict } from "../lane/lane.ts";
import type { OpenLaneRequest } from "./module.ts";

/** What a process is started with. */
export interface ChildRequest extends OpenLaneRequest {
  readonly module: string;
}

/** A call that the child answers. */
export type Call =
  | { readonly code: "put"; readonly item: LaneItem<unknown> }
  /** The process kills itself as soon as the item is stored, before anything else can happen. */
  | { readonly code: "put-and-die"; readonly item: LaneItem<unknown> }
  | { readonly code: "run" }
  | { readonly code: "stop" }
  | { readonly code: "dead-letters" }
  | { readonly code: "replay"; readonly ids: readonly string[] }
  | { readonly code: "close" };

/** What the parent sends. */
export type ToChild =
  | { readonly code: "call"; readonly number: number; readonly call: Call }
  | { readonly code: "handled"; readonly batch: number; readonly verdict: LaneVerdict | "throw" };

/** A batch, as the parent sees it. */
export interface SeenBatch {
  readonly key: string;
  readonly items: readonly LaneItem<unknown>[];
  readonly kept: readonly LaneItem<unknown>[];
  readonly attempt: number;
}

/** What the child sends. */
export type ToParent =
  | { readonly code: "open" }
  | { readonly code: "refused"; readonly why: string }
  | { readonly code: "answer"; readonly number: number; readonly value: unknown }
  | { readonly code: "failure"; readonly number: number; readonly why: string }
  | { readonly code: "batch"; readonly number: number; readonly batch: SeenBatch };
