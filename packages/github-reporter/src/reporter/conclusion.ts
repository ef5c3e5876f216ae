import type { DispatchTarget } from "../dispatch/payload.ts";
import type { ReportedStatus } from "../status/read.ts";

/** What the targets of a slot amount to. */
export interface Conclusion {
  /** Failure as soon as one target failed, success once all succeeded, else pending. */
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
  names: readonly string[],
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
  const deciding = failed.length > 0 ? failed : reported;
  if (deciding.length === 0) return undefined;

  return {
    state: failed.length > 0 ? "failure" : succeeded.length === names.length ? "success" : "pending",
    at: deciding.map(({ at }) => at).reduce((latest, at) => (at > latest ? at : latest)),
    text: describe(names.length, failed, succeeded, reported[0]?.text ?? ""),
    targets: targets.map(({ name, status }) => ({ name, state: status?.state ?? "pending" })),
  };
}

function describe(
  count: number,
  failed: readonly { readonly name: string }[],
  succeeded: readonly unknown[],
  onlyText: string,
): string {
  if (count === 1) return onlyText;
  if (failed.length > 0)
    return `${failed.length} of ${count} targets failed: ${failed.map(({ name }) => name).join(", ")}`;
  return `${succeeded.length} of ${count} targets succeeded`;
}
