import type { ProposalView, PullRequestView, SlotView } from "../../world.ts";
import type { SlotChange } from "../action.ts";

/**
 * A slot that an open pull request changes.
 *
 * @internal
 */
export interface CarriedSlot {
  readonly view: SlotView;
  readonly change: SlotChange;
  readonly proposal: ProposalView;
  readonly pullRequest: PullRequestView;
}
