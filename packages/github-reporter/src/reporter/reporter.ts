import type { FluxEvent } from "@gitops/flux-events";
import type { ResultAsync } from "neverthrow";

import { systemClock } from "../clock.ts";
import { clientFor } from "../github/clients.ts";
import type { LaneError } from "../lane/errors.ts";
import type { LaneHandler, RunningLane } from "../lane/lane.ts";
import type { EventOrigin } from "./accept-event.ts";
import { acceptEvent, itemId } from "./accept-event.ts";
import { boundedMap } from "./bounded-map.ts";
import type { ReporterError } from "./errors.ts";
import type { Expectation, ExpectationState } from "./expectation.ts";
import { handleItems } from "./handle-items.ts";
import { RATE_LIMIT_GROUP, laneKey } from "./lane-key.ts";
import { createLocate } from "./observe/locate.ts";
import type { ReporterOptions } from "./options.ts";
import type { ReporterPorts } from "./ports.ts";
import type { ReporterItem } from "./reporter-item.ts";
import { sweep } from "./sweep.ts";

/** Shows on GitHub what Flux reports. */
export interface Reporter {
  /**
   * Puts a verified event into the lane, without asking GitHub.
   *
   * @returns `stored`, `duplicate`, or `ignored` for an object that belongs to no slot; else a {@link LaneError}.
   */
  accept(event: FluxEvent, origin: EventOrigin): ResultAsync<"stored" | "duplicate" | "ignored", LaneError>;
  /**
   * Records in the lane that Flux has to report on a revision, without asking GitHub: what is missing shows as pending, and
   * as failed once the deadline is over. The same slot and revision again change nothing.
   *
   * @returns `stored` or `duplicate`, else a {@link LaneError}.
   * @throws RangeError when a time is none, or the deadline is not after `since`; TypeError for a revision that is no full
   * sha, and for a slot without targets.
   */
  expect(expectation: Expectation): ResultAsync<"stored" | "duplicate", LaneError>;
  /**
   * Compares what was expected with what GitHub shows, now and without the lane: for hosts whose queue cannot hold an item
   * until its deadline. A lane that runs needs no sweep.
   *
   * @returns how each expectation stands, in order; the first {@link ReporterError} ends it.
   */
  sweep(expectations: readonly Expectation[]): ResultAsync<readonly ExpectationState[], ReporterError>;
  /** Handles the items of one slot. The same items, again or in another order, lead to the same statuses. */
  readonly handle: LaneHandler<ReporterItem>;
  /** Begins to handle what is in the lane. */
  run(): Promise<RunningLane>;
}

// What is remembered saves reads and can always be read again.
const REMEMBERED = 10_000;

/**
 * Creates a reporter: Flux events in; commit statuses, deployments and dispatches out.
 *
 * @throws TypeError when `identity.logins` is empty.
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
  const { client, lane, resolveTarget, identity, clock = systemClock, webUrl } = options;
  if (identity.logins.length === 0) {
    throw new TypeError("createReporter needs a login: no evidence counts without one.");
  }
  const { dispatch = {}, deployments = {}, observer: tell = () => undefined } = options;
  const ports: ReporterPorts = {
    lane,
    client: (repository) => clientFor(client, repository),
    resolveTarget,
    locate: createLocate(REMEMBERED),
    creators: identity.logins,
    clock,
    tell,
    webUrl,
    deployments: deployments === false ? undefined : deployments,
    dispatch: dispatch === false ? undefined : dispatch,
    concluded: boundedMap(REMEMBERED),
    refused: boundedMap(REMEMBERED),
  };

  const handle: Reporter["handle"] = (batch) => handleItems(batch, ports);

  const accept: Reporter["accept"] = (event, origin) => {
    const { cluster } = origin;
    return acceptEvent(ports, { event, cluster, receivedAt: new Date(clock.now()).toISOString() }, itemId(origin));
  };

  const expect: Reporter["expect"] = (expectation) => {
    const { slot, revision } = expectation;
    const deadline = checkedDeadline(expectation);
    const item = { key: laneKey(slot), group: RATE_LIMIT_GROUP, body: { expectation } };
    const id = `${slot.repository.toLowerCase()} ${slot.slot} ${revision}`;
    // The alarm first: what is only shown as pending would be forgotten.
    return lane
      .put({ ...item, id: `overdue ${id}`, notBefore: deadline })
      .andThen(() => lane.put({ ...item, id: `expected ${id}` }));
  };

  return {
    accept,
    expect,
    sweep: (expectations) => sweep(expectations, ports),
    handle,
    run: () => lane.run(handle),
  };
}

const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

function checkedDeadline({ slot, revision, since, deadline }: Expectation): number {
  if (!FULL_SHA.test(revision)) throw new TypeError(`An expectation needs a full commit sha, and got "${revision}".`);
  if (slot.targets.length === 0) throw new TypeError(`The slot ${slot.slot} has no target that could report.`);
  const [from, until] = [Date.parse(since), Date.parse(deadline)];
  if (until > from) return until;
  throw new RangeError(`An expectation needs two times, the deadline after the start: "${since}" and "${deadline}".`);
}
