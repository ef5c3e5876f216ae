import type { ReportedStatus } from "../status/read.ts";
import { dispatchOf } from "./intent.ts";

/**
 * Says how a dispatch goes on from its ledger.
 *
 * - `announce`: nothing was begun, or GitHub refused it; write the intent, then send.
 * - `sent`: it is done.
 * - `wait`: it may have been sent; its run may be listed, but none says nothing yet.
 * - `look`: it may have been sent; look for its run, which is listed by now if there is one.
 * - `taken`: the ledger speaks of another dispatch.
 */
export type DispatchStep =
  | { readonly code: "announce" }
  | { readonly code: "sent" }
  | { readonly code: "wait"; readonly afterMs: number; readonly since: string }
  | { readonly code: "look"; readonly since: string }
  | { readonly code: "taken"; readonly by: string };

/** Decides the next step of a dispatch from what the ledger shows. */
export function decideDispatch(
  shown: ReportedStatus | undefined,
  id: string,
  options: { readonly now: number; readonly ambiguityMs: number },
): DispatchStep {
  if (shown?.id === undefined) return { code: "announce" };
  const by = dispatchOf(shown.id);
  if (by !== id) return { code: "taken", by };
  switch (shown.state) {
    case "success":
      return { code: "sent" };
    case "failure":
    case "error":
      return { code: "announce" };
    case "pending": {
      const afterMs = Date.parse(shown.updatedAt) + options.ambiguityMs - options.now;
      return afterMs > 0 ? { code: "wait", afterMs, since: shown.updatedAt } : { code: "look", since: shown.updatedAt };
    }
  }
}
