import type { FluxEvent } from "../event/event.ts";
import { identityOf, timeOf } from "./event-order.ts";
import type { FoldOptions } from "../outcome/outcome.ts";
import { neutral, type Read, succeeded } from "./reading.ts";

/** Tells what one event cannot: whether applied means rolled out, and whether a success belongs to a deletion. */
export function readKustomizationHistory(history: readonly FluxEvent[], options: FoldOptions, read: Read): Read {
  const healthAwaited = options.healthAwaited ?? history.some((event) => isOfHealthCheck(event, read));
  const deletions = deletionTimes(history, read);

  return (event) => {
    const reading = read(event);
    if (reading.why !== "finished" && reading.why !== "health-passed") return reading;
    if (isAfterDeletion(event, deletions)) return neutral("deletion");
    // Passed health checks are enough: Flux 2.8.0 to 2.8.5 do not send the end of a reconciliation to webhooks.
    // https://github.com/fluxcd/notification-controller/issues/1289
    return healthAwaited ? succeeded("rolled-out") : reading;
  };
}

function isOfHealthCheck(event: FluxEvent, read: Read): boolean {
  const { reason } = event;
  return reason === "HealthCheckFailed" || reason === "HealthCheckCanceled" || read(event).why === "health-passed";
}

function deletionTimes(history: readonly FluxEvent[], read: Read): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const event of history) {
    const { why } = read(event);
    if (why !== "deletion" && why !== "deletion-failed") continue;
    const id = identityOf(event);
    times.set(id, Math.min(times.get(id) ?? Infinity, timeOf(event)));
  }
  return times;
}

// A deletion, whether it goes well or not, is followed by one more "Reconciliation finished" of the same object.
function isAfterDeletion(event: FluxEvent, deletions: ReadonlyMap<string, number>): boolean {
  const deletion = deletions.get(identityOf(event));
  // Not the same as `>=`: a time that is missing on either side must not become a success.
  return deletion !== undefined && !(timeOf(event) < deletion);
}
