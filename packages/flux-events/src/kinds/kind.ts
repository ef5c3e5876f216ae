import type { FluxEvent } from "../event/event.ts";
import type { FoldOptions, Reading } from "../outcome/outcome.ts";

/** How the events of one Flux kind are read. One file per kind. */
export interface FluxKind {
  /** API group of the kind. */
  readonly group: string;
  /** Its name, as in `involvedObject.kind`. */
  readonly kind: string;
  /** Reads one event alone. */
  readonly read: (event: FluxEvent) => Reading;
  /** Prepares to read each event of a history, knowing the others. Absent where they tell nothing more. */
  readonly readWithin?: (history: readonly FluxEvent[], options: FoldOptions) => (event: FluxEvent) => Reading;
}
