import type { ReportedStatus } from "../status/read.ts";
import { dispatchOf, findSent, openIntents } from "./intent.ts";

/**
 * Says how a dispatch goes on from its ledger.
 *
 * - `announce`: nothing was begun, or GitHub refused it; write the intent, then send.
 * - `sent`: it is done.
 * - `wait`: it may have been sent. Look for its run, but that none is listed proves nothing yet.
 * - `look`: it may have been sent; look for its run, which is listed by now if there is one.
 * - `taken`: the ledger speaks of another dispatch.
 */
export type DispatchStep =
  | { readonly code: "announce" }
  | { readonly code: "sent" }
  | { readonly code: "wait"; readonly afterMs: number; readonly since: string }
  | { readonly code: "look"; readonly since: string }
  | { readonly code: "taken"; readonly by: string };

/** Decides the next step of a dispatch from what its ledger says, the newest entry first. */
export function decideDispatch(
  history: readonly ReportedStatus[],
  id: string,
  options: { readonly now: number; readonly ambiguityMs: number },
): DispatchStep {
  const [shown] = history;
  if (findSent(history, id) !== undefined) return { code: "sent" };
  if (shown?.id === undefined) return { code: "announce" };
  const by = dispatchOf(shown.id);
  if (by !== id) return { code: "taken", by };
  if (shown.state !== "pending") return { code: "announce" };
  const afterMs = Date.parse(shown.updatedAt) + options.ambiguityMs - options.now;
  // Whoever announced first sends, which may be long before the last one announces.
  const since = openIntents(history, id).at(-1)?.updatedAt ?? shown.updatedAt;
  return afterMs > 0 ? { code: "wait", afterMs, since } : { code: "look", since };
}
