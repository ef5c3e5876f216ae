import type { FluxEvent } from "@gitops/flux-events";
import type { ReportedSlot, ResolvedTarget } from "@gitops/github-reporter";

import type { Pipeline, Slot, Target } from "./pipeline.ts";

/**
 * Tells which slot and target of the pipeline a Flux event speaks of.
 *
 * The cluster and the Flux object decide. An object that carries the annotations `event.toolkit.fluxcd.io/app` and
 * `event.toolkit.fluxcd.io/environment` may have any name, but its namespace must be that of the target and its cluster must
 * belong to that environment; where the environment has several slots of the app, the cluster tells which one it is.
 *
 * @returns what `createReporter` needs to know, or undefined when the event is about nothing in this pipeline.
 * @see https://fluxcd.io/flux/components/notification/alerts/#event-metadata-from-object-annotations
 * @example
 * ```ts source="./resolve-target.examples.ts#resolveTarget_basic"
 * return createReporter({
 *   client,
 *   lane,
 *   identity: { logins: ["acme-gitops[bot]"] },
 *   resolveTarget: (event, cluster) => resolveTarget(pipeline, event, cluster),
 * });
 * ```
 */
export function resolveTarget(pipeline: Pipeline, event: FluxEvent, cluster: string): ResolvedTarget | undefined {
  for (const slot of pipeline.slots) {
    const target = slot.targets.find((candidate) => candidate.cluster === cluster && speaksOf(event, slot, candidate));
    if (target === undefined) continue;
    return { ...describeSlot(slot), target: target.name };
  }
  return undefined;
}

/**
 * Describes a slot of the pipeline as the reporter knows it, for what a host expects of it.
 *
 * @returns what `Reporter.expect` needs to know, or undefined when the pipeline has no slot of that id.
 * @example
 * ```ts source="./resolve-target.examples.ts#reportedSlot_expect"
 * const slot = reportedSlot(pipeline, "dev/cart");
 * if (slot !== undefined) return reporter.expect({ slot, revision, since, deadline });
 * ```
 */
export function reportedSlot(pipeline: Pipeline, id: string): ReportedSlot | undefined {
  const slot = pipeline.slots.find((candidate) => candidate.id === id);
  return slot && describeSlot(slot);
}

function describeSlot(slot: Slot): ReportedSlot {
  return {
    repository: slot.repository,
    slot: slot.id,
    environment: slot.environment,
    app: slot.app,
    part: slot.part,
    path: slot.path,
    branch: slot.baseBranch,
    targets: slot.targets.map(({ name }) => name),
    need: slot.policy.success.targets,
    next: slot.next,
    eventType: slot.policy.verify.event,
    deployment: slot.policy.deployment ?? false,
    source: slot.source,
  };
}

function speaksOf(event: FluxEvent, slot: Slot, target: Target): boolean {
  const { kind, namespace, name } = event.involvedObject;
  // Whoever may write in another namespace of the cluster could claim any app.
  if (kind !== target.kind || namespace !== target.namespace) return false;
  const { app, environment } = event.metadata;
  if (app !== undefined && environment !== undefined) return app === slot.app && environment === slot.environment;
  return name === target.objectName;
}
