import type { FluxEvent } from "../event/event.ts";
import { readerOf } from "../kinds/kinds.ts";
import type { Outcome } from "./outcome.ts";
import { toOutcome } from "./to-outcome.ts";

/**
 * Reads what one event says about the revision that it names.
 *
 * Only what is known can succeed. An unknown kind, reason or severity is `neutral` / `unrecognised`, and at severity `error`
 * it is `failed` / `unrecognised`; of sources and images, which say nothing about what runs, every error is neutral. What
 * takes several events to tell, such as applied or rolled out, is for {@link foldOutcomes}.
 *
 * @returns the outcome of this event alone.
 * @example
 * ```ts source="./outcome-of.examples.ts#outcomeOf"
 * const { phase, why } = outcomeOf(event);
 * return `${phase}: ${why}`; // "succeeded: finished"
 * ```
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#kustomization-status
 */
export function outcomeOf(event: FluxEvent): Outcome {
  return toOutcome(event, readerOf(event).read(event));
}
