import type { FluxEvent } from "@gitops/flux-events";
import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import { systemClock } from "../clock.ts";
import type { LaneError } from "../lane/errors.ts";
import type { LaneBatch, LaneVerdict, RunningLane } from "../lane/lane.ts";
import { boundedMap } from "./bounded-map.ts";
import type { BatchPorts } from "./handle-batch.ts";
import { handleBatch } from "./handle-batch.ts";
import { createLocate } from "./locate.ts";
import type { ReporterOptions } from "./options.ts";
import type { ReporterItem } from "./reporter-item.ts";
import type { ResolvedTarget } from "./target.ts";

/** Says where an event came from. */
export interface EventOrigin {
  /** Cluster whose secret verified the event. */
  readonly cluster: string;
  /** Identity of the delivery: `eventId` of the raw body. */
  readonly id: string;
}

/** Shows on GitHub what Flux reports. */
export interface Reporter {
  /**
   * Puts a verified event into the lane, without asking GitHub.
   *
   * @returns `stored`, `duplicate`, or `ignored` for an object that belongs to no slot; else a {@link LaneError}.
   */
  accept(event: FluxEvent, origin: EventOrigin): ResultAsync<"stored" | "duplicate" | "ignored", LaneError>;
  /** Handles the events of one slot. The same events, again or in another order, lead to the same statuses. */
  handleBatch(batch: LaneBatch<ReporterItem>): Promise<LaneVerdict>;
  /** Begins to handle what is in the lane. */
  run(): Promise<RunningLane>;
}

// What is remembered saves reads and can always be read again.
const REMEMBERED = 10_000;

/**
 * Creates a reporter: Flux events in; commit statuses, deployments and dispatches out.
 *
 * @example
 * ```ts source="./reporter.examples.ts#createReporter_run"
 * const reporter = createReporter({
 *   client,
 *   lane: memoryLane(),
 *   identity: { logins: ["acme-gitops[bot]"] },
 *   resolveTarget: standAlone({ repository: "acme/shop-manifests" }),
 * });
 * const running = await reporter.run();
 * const accepted = await reporter.accept(event, { cluster: "dev", id: eventId(body) });
 * ```
 */
export function createReporter(options: ReporterOptions): Reporter {
  const { client, lane, resolveTarget, identity, group = "github", clock = systemClock } = options;
  if (identity.logins.length === 0) {
    throw new TypeError("createReporter needs a login: no evidence counts without one.");
  }
  const { dispatch = {}, deployments = true, observer: tell = () => undefined } = options;
  const ports: BatchPorts = {
    client,
    resolveTarget,
    locate: createLocate(REMEMBERED),
    creators: identity.logins,
    clock,
    tell,
    deployments,
    dispatch: dispatch === false ? undefined : dispatch,
    newest: boundedMap(REMEMBERED),
    settled: boundedMap(REMEMBERED),
  };

  const handle = (batch: LaneBatch<ReporterItem>): Promise<LaneVerdict> => handleBatch(batch, ports);

  const accept: Reporter["accept"] = (event, { cluster, id }) => {
    const target = resolveTarget(event, cluster);
    if (target === undefined) {
      tell({ code: "ignored", why: "no-slot", cluster, object: event.involvedObject });
      return okAsync("ignored" as const);
    }
    const body = { event, cluster, receivedAt: new Date(clock.now()).toISOString() };
    return lane.put({ id: `${cluster}/${id}`, key: laneKey(target), group, body });
  };

  return {
    accept,
    handleBatch: handle,
    run: () => lane.run(handle),
  };
}

/**
 * The targets of one slot are never handled at once. The introducing commit would be a finer key, but nothing may ask
 * GitHub before an event is stored.
 */
function laneKey({ repository, slot }: ResolvedTarget): string {
  return `${repository.toLowerCase()} ${slot}`;
}
