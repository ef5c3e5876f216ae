import type { RepositoryDispatch } from "@gitops/testing";

import type { History, WrittenStatus } from "./history.ts";
import { ENVIRONMENT, type Deployment, TARGETS } from "./slots.ts";
import type { State } from "./story.ts";
import { isGreater, possibleStates, rollUp, type Told } from "./truth.ts";

/** What is wrong with what GitHub shows of a deployment, and with how it came to that; numbers count places. */
export interface Verdict {
  /** Contexts of targets that show another state than the truth. */
  readonly wrongTargets: number;
  /** Roll-ups that do not follow from the truth about the targets, or differ on the commit that they are mirrored on. */
  readonly wrongRollUps: number;
  /** Verdicts on code commits that differ from the roll-up. */
  readonly wrongVerdicts: number;
  /** Deployments that differ from the roll-up, are missing, or are there twice. */
  readonly wrongDeployments: number;
  /** Statuses that replaced a greater truth, and roll-ups that did not follow from what was shown of the targets. */
  readonly overwritten: number;
  /** Those among them by which a verdict became progress. */
  readonly regressions: number;
  /** Deployments that succeeded in the end and were not dispatched. */
  readonly missingDispatches: number;
  /** Dispatches beyond the first one of a deployment, and dispatches of what never was a success. */
  readonly surplusDispatches: number;
  /** Dispatches that do not tell of a success on every target. */
  readonly falseDispatches: number;
  /** Writes that showed what was shown already. */
  readonly repeatedWrites: number;
}

/** Compares what GitHub shows of a deployment with what was accepted about it. */
export function judge(
  deployment: Deployment,
  events: readonly Told[],
  history: History,
  dispatches: readonly RepositoryDispatch[],
): Verdict {
  const context = `gitops/${ENVIRONMENT}/${deployment.app}`;
  const targets = TARGETS.map((target) => {
    const own = events.filter((event) => event.target === target);
    const writes = history.statuses(deployment.introduced, `${context}/${target}`);
    const possible = possibleStates(own);
    const shown = writes.at(-1)?.state;
    // What may have been accepted is true where it is shown.
    return { own, writes, shown, truth: possible.includes(shown) ? shown : possible[0] };
  });
  const truth = rollUp(targets.map((target) => target.truth));
  const rollUps = history.statuses(deployment.introduced, context);
  const mirror = rollUps.at(-1)?.subject.split("@")[1];
  const mirrored = mirror === undefined ? truth : history.statuses(mirror, context).at(-1)?.state;
  const verdicts = history.statuses(deployment.source, context);
  const slot = `${ENVIRONMENT}/${deployment.app}`;
  const deployments = history.deployments(slot, deployment.introduced);
  const ends = allowedEnds(truth, events);
  // One that another took the place of may have been retired before its last event came.
  const isRetired = deployment.round === 0 && deployments[0]?.states.at(-1) === "inactive";
  // One that was first told of when the other was deployed already would hide that on GitHub's page, so there is none.
  const isOvertaken = deployment.round === 0 && deployments.length === 0 && history.isDeployed(slot);

  const all = targets.flatMap(({ writes }) => writes);
  const losses = targets.flatMap(({ writes }) => overwritten(writes));
  const unfounded = rollUps.filter((status) => status.state !== followsFrom(targets, status.id));
  const isRegression = ({ state }: WrittenStatus): boolean => state === "pending";
  return {
    wrongTargets: targets.filter((target) => target.shown !== target.truth).length,
    wrongRollUps: Number(rollUps.at(-1)?.state !== truth) + Number(mirrored !== truth),
    wrongVerdicts: Number(!ends.has(verdicts.at(-1)?.state ?? "pending")),
    wrongDeployments: Number(
      truth === undefined || isOvertaken
        ? deployments.length > 0
        : deployments.length !== 1 || !(isRetired || ends.has(deployments[0]?.states.at(-1) ?? "pending")),
    ),
    overwritten: losses.length + unfounded.length,
    regressions: [...losses, ...unfounded].filter(isRegression).length,
    missingDispatches: Number(truth === "success" && dispatches.length === 0),
    surplusDispatches: Math.max(0, dispatches.length - (mayHaveSucceeded(events) ? 1 : 0)),
    falseDispatches: dispatches.filter(({ clientPayload }) => !tellsOfSuccess(clientPayload)).length,
    repeatedWrites:
      repeated(all.length === 0 ? [] : targets.map(({ writes }) => writes)) + repeated([rollUps, verdicts]),
  };
}

/**
 * How a deployment and the verdict on the code commit may stand: as the roll-up does. While that is open they keep a failure
 * that was true before, because a failure that was repaired on one target is no progress.
 */
function allowedEnds(truth: State | undefined, events: readonly Told[]): ReadonlySet<string> {
  if (truth === "success" || truth === "failure") return new Set([truth]);
  const hasFailed = events.some(({ state, fate }) => state === "failure" && fate !== "lost");
  return new Set(hasFailed ? ["pending", "failure"] : ["pending"]);
}

/** Whether all targets were successful for a while at least, so that a dispatch may have been sent. */
function mayHaveSucceeded(events: readonly Told[]): boolean {
  return TARGETS.every((target) =>
    events.some((event) => event.target === target && event.state === "success" && event.fate !== "lost"),
  );
}

function tellsOfSuccess({ result, targets }: RepositoryDispatch["clientPayload"]): boolean {
  const told = targets as readonly { readonly name: string; readonly state: string }[];
  return (
    result === "success" && TARGETS.every((name) => told.some((one) => one.name === name && one.state === "success"))
  );
}

/** Counts dispatches whose id an earlier deployment has: a workflow that knows the id would skip them. */
export function countSharedIds(dispatches: readonly RepositoryDispatch[]): number {
  const owners = new Map<unknown, unknown>();
  return dispatches.filter(({ clientPayload: { id, app, manifests } }) => {
    const owner = JSON.stringify([app, manifests]);
    if (!owners.has(id)) owners.set(id, owner);
    return owners.get(id) !== owner;
  }).length;
}

/** Statuses that are smaller than what was shown before. */
function overwritten(writes: readonly WrittenStatus[]): readonly WrittenStatus[] {
  let most: WrittenStatus | undefined;
  return writes.filter((status) => {
    const isLess = most !== undefined && status.state !== most.state && isGreater(most, status);
    if (most === undefined || isGreater(status, most)) most = status;
    return isLess;
  });
}

function followsFrom(targets: readonly { readonly writes: readonly WrittenStatus[] }[], id: number): State | undefined {
  return rollUp(targets.map(({ writes }) => writes.filter((write) => write.id < id).at(-1)?.state));
}

function repeated(contexts: readonly (readonly WrittenStatus[])[]): number {
  return contexts.flatMap((writes) => writes.filter(({ state }, index) => writes[index - 1]?.state === state)).length;
}
