import { commitOf, outcomeOf, subjectKey, type FluxEvent } from "@gitops/flux-events";

import { fine, problem, warn, type Finding } from "./finding.ts";

const ALERT = "https://fluxcd.io/flux/components/notification/alerts/";
const NAMED = 3;

/** Tells from recent events what the Alert and the Provider leave out. */
export function checkEvents(events: readonly FluxEvent[]): readonly Finding[] {
  if (events.length === 0) {
    return [
      problem(
        "events",
        "No event of Flux has arrived.",
        `Create a Provider of type generic-hmac and an Alert that refers to it (${ALERT}), and look at its own events in the cluster.`,
      ),
    ];
  }
  const found = [
    ...withoutCluster(events),
    ...onlyErrors(events),
    ...withoutSuccess(events),
    ...withoutRevision(events),
    ...twice(events),
  ];
  return found.length > 0 ? found : [fine("events", `${events.length} events of Flux say all that is needed.`)];
}

function withoutCluster(events: readonly FluxEvent[]): readonly Finding[] {
  const found = events.filter(({ metadata }) => metadata.cluster === undefined);
  if (found.length === 0) return [];
  const remedy =
    "Set spec.eventMetadata.cluster of the Alert in each cluster, or give each cluster an address and a secret of its own.";
  return [warn("events", `${found.length} of ${events.length} events name no cluster: ${names(found)}.`, remedy)];
}

function onlyErrors(events: readonly FluxEvent[]): readonly Finding[] {
  if (!events.every(({ severity }) => severity === "error")) return [];
  const message = `All ${events.length} events are errors: progress and success do not arrive.`;
  return [problem("events", message, "Set spec.eventSeverity of the Alert to info.")];
}

/** notification-controller 1.8.0 to 1.8.3 keeps the events of success from webhooks; an Alert may exclude them, too. */
function withoutSuccess(events: readonly FluxEvent[]): readonly Finding[] {
  const ofKustomizations = events.filter(({ involvedObject }) => involvedObject.kind === "Kustomization");
  const applied = ofKustomizations.filter(({ severity, reason }) => severity === "info" && reason === "Progressing");
  const finished = ofKustomizations.filter(
    ({ metadata, reason }) => metadata.commit_status !== undefined || reason === "ReconciliationSucceeded",
  );
  if (applied.length === 0 || finished.length > 0) return [];
  const message = `${applied.length} events tell of Kustomizations at work, and none of their end: ${names(applied)}.`;
  const remedy =
    "Flux 2.8.0 to 2.8.5 withhold it: upgrade to 2.8.6 or later. Else look at spec.inclusionList and spec.exclusionList of the Alert, and wait for a reconciliation to end.";
  return [warn("events", message, remedy)];
}

function withoutRevision(events: readonly FluxEvent[]): readonly Finding[] {
  const ends = events.filter(
    (event) => outcomeOf(event).phase === "succeeded" && event.involvedObject.kind === "Kustomization",
  );
  const found = ends.filter((event) => commitOf(event) === undefined);
  if (found.length === 0) return [];
  const message = `${found.length} successes name no commit: ${names(found)}.`;
  const remedy =
    "An OCI artifact tells its commit when it was pushed with flux push artifact --revision; a Bucket has none. A proxy before the receiver must not drop metadata.";
  return [warn("events", message, remedy)];
}

function twice(events: readonly FluxEvent[]): readonly Finding[] {
  const seen = new Set<string>();
  const found = events.filter((event) => {
    const key = [subjectKey(event, event.metadata.cluster ?? ""), event.timestamp, event.reason, event.message].join(
      "\n",
    );
    const isKnown = seen.has(key);
    seen.add(key);
    return isKnown;
  });
  if (found.length === 0) return [];
  const message = `${found.length} events came more than once: ${names(found)}.`;
  return [
    warn(
      "events",
      message,
      "Let one Alert only match an object; a slow receiver is posted to again as well: it has 15 seconds.",
    ),
  ];
}

function names(events: readonly FluxEvent[]): string {
  const all = [
    ...new Set(events.map(({ involvedObject: { kind, namespace = "", name } }) => `${kind} ${namespace}/${name}`)),
  ];
  const rest = all.length - NAMED;
  return all.slice(0, NAMED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
