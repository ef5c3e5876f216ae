import type { DispatchTarget } from "../../dispatch/payload.ts";
import type { ReportedStatus } from "../../status/read.ts";
import type { ReportedSlot, TargetsNeeded } from "../target.ts";

/** What the targets of a slot amount to. */
export interface Conclusion {
  /** Success once as many targets as needed succeeded, failure as soon as they cannot any more, else pending. */
  readonly state: "pending" | "success" | "failure";
  /** Time of the last event that decides the state, RFC 3339. */
  readonly at: string;
  /** What a person reads. */
  readonly text: string;
  /** Each target with its state. */
  readonly targets: readonly DispatchTarget[];
}

/** Draws the conclusion from the statuses of all targets; undefined while none has reported. */
export function conclude(
  { targets: names, need = "all" }: Pick<ReportedSlot, "targets" | "need">,
  statusOf: (target: string) => ReportedStatus | undefined,
): Conclusion | undefined {
  // Foreign text on one of our contexts says nothing.
  const targets = names.map((name) => {
    const status = statusOf(name);
    return status?.at === undefined ? { name } : { name, status: { ...status, at: status.at } };
  });
  const reported = targets.flatMap(({ name, status }) => (status === undefined ? [] : [{ name, ...status }]));
  const failed = reported.filter(({ state }) => state === "failure" || state === "error");
  const succeeded = reported.filter(({ state }) => state === "success");
  if (reported.length === 0) return undefined;

  const needed = numberNeeded(need, names.length);
  const state = succeeded.length >= needed ? "success" : failed.length > names.length - needed ? "failure" : "pending";
  const deciding = { success: succeeded, failure: failed, pending: reported }[state];
  return {
    state,
    at: deciding.map(({ at }) => at).reduce((latest, at) => (at > latest ? at : latest)),
    text: names.length === 1 ? deciding.map(({ text }) => text).join() : describe(names.length, failed, succeeded),
    targets: targets.map(({ name, status }) => ({ name, state: status?.state ?? "pending" })),
  };
}

/** At least one, so that an empty set of targets never succeeds; at most all, so that it can. */
function numberNeeded(need: TargetsNeeded, count: number): number {
  const all = Math.max(1, count);
  if (need === "any") return 1;
  return need === "all" || Number.isNaN(need) ? all : Math.min(Math.max(1, Math.ceil(need)), all);
}

function describe(count: number, failed: readonly { readonly name: string }[], succeeded: readonly unknown[]): string {
  if (failed.length === 0) return `${succeeded.length} of ${count} targets succeeded`;
  const failures = `${failed.length} of ${count} targets failed: ${failed.map(({ name }) => name).join(", ")}`;
  return succeeded.length === 0 ? failures : `${succeeded.length} succeeded, ${failures}`;
}
