import type { FluxEvent } from "@gitops/flux-events";
import type { ResultAsync } from "neverthrow";

import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import type { LaneError } from "../lane/errors.ts";
import type { Lane, LaneItem, LaneVerdict, RejectedItem } from "../lane/lane.ts";
import type { EventOrigin } from "./accept-event.ts";
import { acceptEvent, itemId } from "./accept-event.ts";
import { RATE_LIMIT_GROUP, INBOX_KEY } from "./lane-key.ts";
import { isEvent } from "./observe/item-shape.ts";
import type { AcceptPorts } from "./ports.ts";
import type { ReporterItem } from "./reporter-item.ts";

/** Takes events for a reporter that is not there yet. */
export interface Inbox {
  /**
   * Puts a verified event into the lane, whatever it speaks of.
   *
   * @returns `stored` or `duplicate`, else a {@link LaneError}.
   */
  accept(event: FluxEvent, origin: EventOrigin): ResultAsync<"stored" | "duplicate", LaneError>;
}

/** Options of {@link createInbox}. */
export interface InboxOptions {
  /** Lane that the reporter runs later. */
  readonly lane: Lane<ReporterItem>;
  /** Clock. Default: the machine's. */
  readonly clock?: Clock;
}

// The reporter's own id of the event must stay free for it.
const PREFIX = `${INBOX_KEY} `;

/**
 * Creates an inbox: it takes events while nobody knows which slot they speak of, e.g. because GitHub does not answer and
 * the pipeline could not be read since the start. The reporter that runs the lane later sorts them, and leaves out what
 * belongs to no slot.
 *
 * @example
 * ```ts source="./inbox.examples.ts#createInbox_start"
 * const inbox = createInbox({ lane });
 * // While GitHub does not answer:
 * const stored = await inbox.accept(event, { cluster: "dev", id: eventId(body) });
 * // When it does, the reporter sorts what came meanwhile, and handles it:
 * const running = await createReporter({ client, lane, identity, resolveTarget }).run();
 * ```
 */
export function createInbox({ lane, clock = systemClock }: InboxOptions): Inbox {
  return {
    accept: (event, origin) =>
      lane.put({
        id: `${PREFIX}${itemId(origin)}`,
        key: INBOX_KEY,
        group: RATE_LIMIT_GROUP,
        body: { event, cluster: origin.cluster, receivedAt: new Date(clock.now()).toISOString() },
      }),
  };
}

/** Puts the events of an inbox under the slots that they speak of; the same ones again are duplicates. */
export async function sortInbox(items: readonly LaneItem<ReporterItem>[], ports: AcceptPorts): Promise<LaneVerdict> {
  const reject: RejectedItem[] = items.filter((item) => !isEvent(item)).map(({ id }) => ({ id, why: NO_EVENT }));
  // Side by side, so that they share a flush.
  const sorted = items
    .filter(isEvent)
    .map(async ({ id, body }) => ({ id, accepted: await acceptEvent(ports, body, id.slice(PREFIX.length)) }));
  for (const { id, accepted } of await Promise.all(sorted)) {
    if (accepted.isOk()) continue;
    const { code, message: why } = accepted.error;
    if (code !== "LANE_FULL") return { code: "retry", scope: "key", why };
    // It may be full of this inbox alone, and would stay so for ever. As dead letters they make room for the others.
    reject.push({ id, why });
  }
  return { code: "done", reject };
}

const NO_EVENT = "The item is no event: another program, or another version, put it into the lane.";
