import type { FluxObjectState, ObjectCondition } from "./object-state.ts";

/** Finds a condition by its type. */
export function findCondition({ conditions }: FluxObjectState, type: string): ObjectCondition | undefined {
  return conditions.find((condition) => condition.type === type);
}

/** Finds the Ready condition, unless it speaks of a spec that has been changed since, or nothing tells. */
export function findCurrentReady(state: FluxObjectState): ObjectCondition | undefined {
  const ready = findCondition(state, "Ready");
  // A failed reconciliation moves the generation of its condition alone, and not that of the status.
  const observed = ready?.observedGeneration ?? state.observedGeneration;
  return observed !== undefined && observed === state.generation ? ready : undefined;
}

/** Whether nothing else says that the controller is at work, or has given up, or has not seen the spec. */
export function isSettled(state: FluxObjectState): boolean {
  const isTrue = (type: string) => findCondition(state, type)?.status === "True";
  return state.observedGeneration === state.generation && !isTrue("Reconciling") && !isTrue("Stalled");
}
