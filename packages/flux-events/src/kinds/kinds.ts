import type { FluxEvent } from "../event/event.ts";
import { gitRepository } from "./git-repository.ts";
import type { FluxKind } from "./kind.ts";
import { kustomization } from "./kustomization.ts";

/** Stands for every kind without a file of its own. */
const unrecognised: FluxKind = {
  group: "",
  kind: "",
  read: () => ({ phase: "neutral", why: "unrecognised" }),
};

/** Every kind that is read, and the one that stands for the rest. */
export const KINDS: readonly FluxKind[] = [kustomization, gitRepository, unrecognised];

/** Finds how the kind of an event's object is read. A familiar kind of a foreign group is not recognised. */
export function kindOf({ involvedObject: { kind, apiVersion } }: FluxEvent): FluxKind {
  const group = apiVersion?.split("/")[0];
  return KINDS.find((known) => known.kind === kind && (group === undefined || known.group === group)) ?? unrecognised;
}
