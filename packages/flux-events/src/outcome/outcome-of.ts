import type { FluxEvent } from "../event/event.ts";
import { kindOf } from "../kinds/kinds.ts";
import { toOutcome } from "./to-outcome.ts";
import type { Outcome } from "./outcome.ts";

/**
 * Reads what one event says about the revision that it names.
 *
 * Only what is known can succeed. An unknown kind or severity is `neutral` / `unrecognised`, and so is an unknown reason
 * at severity `info`; at severity `error` an unknown reason of a Kustomization is `failed` / `unrecognised`. What takes
 * several events to tell, such as applied or rolled out, is for {@link foldOutcomes}.
 *
 * @returns the outcome of this event alone.
 * @example
 * ```ts source="./outcome-of.examples.ts#outcomeOf"
 * const { phase, why, message } = outcomeOf(event);
 * return `${phase} (${why}): ${message}`;
 * ```
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#kustomization-status
 */
export function outcomeOf(event: FluxEvent): Outcome {
  return toOutcome(event, kindOf(event).read(event));
}
