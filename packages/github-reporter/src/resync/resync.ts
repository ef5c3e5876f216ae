import type { FluxEvent } from "@gitops/flux-events";
import { ResultAsync } from "neverthrow";
import { err, ok, type Result } from "neverthrow";

import { type Clock, systemClock } from "../clock.ts";
import type { LaneError } from "../lane/errors.ts";
import type { Reporter } from "../reporter/reporter.ts";
import { ResyncAbortedError, type ResyncError, StateSourceUnavailableError } from "./errors.ts";
import { eventOfState } from "./event-of-state.ts";
import { resyncId } from "./resync-id.ts";
import type { StatePage, StateProblem, StateSource } from "./state-source.ts";

/** How many events are handed over at once, so that a lane can write them together. */
const AT_ONCE = 16;
/** How many problems are told one by one; the counts know all. */
const MAX_PROBLEMS = 100;

/** What a resync works with. */
export interface ResyncOptions {
  /** Where the states come from. */
  readonly source: StateSource;
  /** Name of the cluster that they are of: the one under which its notifications are received. */
  readonly cluster: string;
  /** Where the events go: `accept` of a reporter, or of something that puts them into its lane. */
  readonly accept: Reporter["accept"];
  /** Tells the present. Default: the clock of the machine. */
  readonly clock?: Pick<Clock, "now">;
  /** Ends the pass when it aborts. */
  readonly signal?: AbortSignal;
}

/** What a resync found. */
export interface ResyncReport {
  /** Objects that were read or tried: the sum of the other counts. */
  readonly seen: number;
  /** States that were not known yet, and are in the lane now. */
  readonly accepted: number;
  /** States that an earlier pass had accepted. */
  readonly duplicate: number;
  /** Objects whose status proves nothing, or that belong to no slot. */
  readonly ignored: number;
  /** Objects of another shape. */
  readonly unreadable: number;
  /** What could not be read, at most 100 of it: unreadable objects, and kinds that are missing or forbidden. */
  readonly problems: readonly StateProblem[];
}

type Count = "accepted" | "duplicate" | "ignored";

/**
 * Reads the status of a cluster once and accepts what Flux never sent: its notifications are lost when nobody takes them in
 * time. What was reported already changes nothing, so it may run as often as wanted, by several processes at once.
 *
 * @returns what was found; a {@link ResyncError} when the cluster cannot be read, at the first error of the lane, or when the
 * signal aborts. It never rejects, and what was accepted until then stays.
 * @example
 * ```ts source="./resync.examples.ts#resync"
 * const source = kubernetesStateSource({ get });
 * const accept: ResyncOptions["accept"] = (event, origin) => reporter.accept(event, origin);
 * const pass = await resync({ source, cluster: "dev", accept });
 * return pass.match(
 *   ({ seen, accepted }) => `${accepted} of ${seen} were news`,
 *   ({ code, message }) => `${code}: ${message}`,
 * );
 * ```
 */
export function resync(options: ResyncOptions): ResultAsync<ResyncReport, ResyncError> {
  return new ResultAsync(runOnce(options));
}

async function runOnce(options: ResyncOptions): Promise<Result<ResyncReport, ResyncError>> {
  const { source, cluster, signal } = options;
  const counts = { accepted: 0, duplicate: 0, ignored: 0 };
  const problems: StateProblem[] = [];
  let unreadable = 0;
  try {
    for await (const page of source.read(signal)) {
      if (signal?.aborted === true) break;
      if (page.isErr()) return err(page.error);
      unreadable += page.value.problems.filter(({ code }) => code === "object-unreadable").length;
      problems.push(...page.value.problems.slice(0, MAX_PROBLEMS - problems.length));
      const accepted = await acceptPage(page.value, options, counts);
      if (accepted.isErr()) return err(accepted.error);
    }
  } catch (cause) {
    if (signal?.aborted !== true) return err(sourceFailed(cluster, cause));
  }
  if (signal?.aborted === true) return err(new ResyncAbortedError(cluster, signal.reason));
  const seen = counts.accepted + counts.duplicate + counts.ignored + unreadable;
  return ok({ seen, ...counts, unreadable, problems });
}

async function acceptPage(
  { objects }: StatePage,
  { accept, cluster, clock = systemClock, signal }: ResyncOptions,
  counts: Record<Count, number>,
): Promise<Result<void, LaneError>> {
  const now = clock.now();
  const events = objects.flatMap((state) => eventOfState(state, { now }) ?? []);
  counts.ignored += objects.length - events.length;
  for (let start = 0; start < events.length && signal?.aborted !== true; start += AT_ONCE) {
    const some = events.slice(start, start + AT_ONCE);
    const outcomes = await Promise.all(some.map((event) => acceptOne(event, cluster, accept)));
    for (const outcome of outcomes) {
      if (outcome.isErr()) return err(outcome.error);
      counts[outcome.value] += 1;
    }
  }
  return ok(undefined);
}

async function acceptOne(
  event: FluxEvent,
  cluster: string,
  accept: Reporter["accept"],
): Promise<Result<Count, LaneError>> {
  const accepted = await accept(event, { cluster, id: resyncId(event) });
  return accepted.map((outcome) => (outcome === "stored" ? "accepted" : outcome));
}

/** A source gives its errors as results; what it throws is a mistake in it, and must be heard of. */
function sourceFailed(cluster: string, cause: unknown): StateSourceUnavailableError {
  return new StateSourceUnavailableError(
    `The resync of cluster ${cluster} ended early, because the source or accept threw an error. See its cause.`,
    { cause },
  );
}
