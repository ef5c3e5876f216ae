import type { Activity } from "../activity.ts";
import type { Clock } from "../clock/clock.ts";
import { encodeEvent, type PlayedEvent, wireTime } from "../wire/event.ts";
import { breakConnection } from "./broken-connection.ts";
import type { Course, PlayingDeliveryFaultPlan } from "./delivery-fault-plan.ts";
import type { Delivery, DeliveryAttempt } from "./delivery.ts";
import { forward } from "./forwarder.ts";
import { createRateLimit } from "./rate-limit.ts";
import type { ClusterOptions } from "../cluster/cluster-options.ts";

/** An object of Flux, as its events name it. */
export interface FluxObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly controller: string;
  readonly pod: string;
}

/** What a controller says in an event; the rest follows from the object and the time. */
export interface Notice {
  readonly severity: "info" | "error";
  readonly reason: string;
  readonly message: string;
  /** Metadata of the controller, under bare keys. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Records events and posts them, each on its own way, as soon as they happen. */
export interface NotificationController {
  readonly notify: (object: FluxObject, notice: Notice) => void;
}

/** What the notification-controller of a cluster needs of the player. */
export interface NotificationPorts {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly activity: Activity;
  /** The signal of the current run of the player. */
  readonly signal: () => AbortSignal;
  readonly log: Delivery[];
  readonly faults: PlayingDeliveryFaultPlan;
  /** Whether webhooks get the events that are the commit status of a revision. */
  readonly deliversCommitStatus: boolean;
}

const ANNOTATION_PREFIX = "event.toolkit.fluxcd.io/";

/** Creates the notification-controller of a cluster, with one Alert that matches everything. */
export function createNotificationController(
  cluster: ClusterOptions,
  ports: NotificationPorts,
): NotificationController {
  const { clock, fetch, activity, signal, log, faults, deliversCommitStatus } = ports;
  const passes = createRateLimit(clock);
  let resourceVersion = 1000;

  const toEvent = (object: FluxObject, { severity, reason, message, metadata }: Notice): PlayedEvent => {
    const { kind, namespace, name, uid, apiVersion } = object;
    resourceVersion += 1;
    const merged = mergeMetadata(object, cluster.eventMetadata ?? {}, metadata);
    return {
      involvedObject: { kind, namespace, name, uid, apiVersion, resourceVersion: String(resourceVersion) },
      severity,
      timestamp: wireTime(clock.now()),
      message,
      reason,
      ...(Object.keys(merged).length > 0 && { metadata: merged }),
      reportingController: object.controller,
      reportingInstance: object.pod,
    };
  };

  const record = (event: PlayedEvent, body: string, state: Delivery["state"]): OpenDelivery => {
    const delivery: OpenDelivery = { cluster: cluster.name, event, body, attempts: [], state };
    log.push(delivery);
    return delivery;
  };

  const send = (event: PlayedEvent, body: string, delay: number, resets: Course["resets"]): void => {
    const delivery = record(event, body, "pending");
    const run = signal();
    const posting = {
      clock,
      fetch: breakConnection(fetch, resets),
      signal: run,
      onAttempt: (attempt: DeliveryAttempt) => void delivery.attempts.push(attempt),
    };
    const post = () => forward(cluster.provider, body, event.reportingController, posting);
    void activity.follow(
      // Even a sleep of no time would let others go first.
      (delay > 0 ? clock.sleep(delay, run).then(post) : post()).then(
        (state) => {
          delivery.state = state;
        },
        // Only the end of the player interrupts a delivery; a restart of Flux loses it just so.
        () => {
          delivery.state = "lost";
        },
      ),
    );
  };

  return {
    notify: (object, notice) => {
      const event = toEvent(object, notice);
      const body = encodeEvent(event);
      const isPassed = passes(event) && (deliversCommitStatus || notice.metadata["commit_status"] === undefined);
      if (!isPassed) {
        record(event, body, "suppressed");
        return;
      }
      const { isLost, delays, resets } = faults.take(cluster.name, event);
      if (isLost) record(event, body, "lost");
      else for (const delay of delays) send(event, body, delay, resets);
    },
  };
}

/** A delivery while it is under way. */
interface OpenDelivery extends Delivery {
  readonly attempts: DeliveryAttempt[];
  state: Delivery["state"];
}

/**
 * Merges metadata in Flux's order: the object's annotations, then the Alert, then the controller, which wins.
 *
 * @see https://github.com/fluxcd/flux2/tree/main/rfcs/0008-custom-event-metadata-from-annotations
 */
function mergeMetadata(
  { annotations }: FluxObject,
  alert: Readonly<Record<string, string>>,
  controller: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const annotated = Object.entries(annotations)
    .filter(([key]) => key.startsWith(ANNOTATION_PREFIX))
    .map(([key, value]) => [key.slice(ANNOTATION_PREFIX.length), value] as const);
  const merged = { ...Object.fromEntries(annotated), ...alert, ...controller };
  // Go writes the keys of a map in order.
  return Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)));
}
