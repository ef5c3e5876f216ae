import { createRandom, type Random } from "./random.ts";
import type { Deployment, Target } from "./slots.ts";
import { TARGETS } from "./slots.ts";

export type State = "pending" | "success" | "failure";

/** An event that Flux sends about a deployment on a target. */
export interface StoryEvent {
  readonly deployment: Deployment;
  readonly target: Target;
  /** What it says. */
  readonly state: State;
  /** When that was so, in whole seconds since the epoch, as Flux tells it. */
  readonly second: number;
  /** The bytes that are sent. */
  readonly body: string;
  /** When it is sent, in milliseconds since the start of the run; twice when it is sent twice. */
  readonly sendAt: readonly number[];
}

/** One letter an event: progress, success, failure; `=` puts the next one into the same second. */
type Script = string;

const STEADY: Script = "psss";
const GOOD: readonly (readonly [number, Script])[] = [
  [4, "ps"],
  [3, STEADY],
  [2, "pfs"],
  [2, "psfs"],
  [1, "pfpss"],
];
const BAD: readonly (readonly [number, Script])[] = [
  [3, "pf"],
  [2, "psf"],
  [1, "ps=f"],
  [1, "psfsf"],
];
const OPEN: readonly (readonly [number, Script])[] = [
  [1, "p"],
  [1, "pp"],
];

const STATES: Readonly<Record<string, State>> = { p: "pending", s: "success", f: "failure" };

/** Share of the events that are sent a second time. */
const DUPLICATED = 0.2;

/** Makes up what happens to the deployments, and when each event is sent: shuffled, and some of it twice. */
export function tellStory(
  deployments: readonly Deployment[],
  { seed, seconds }: { readonly seed: number; readonly seconds: number },
): readonly StoryEvent[] {
  const random = createRandom(seed);
  const length = seconds * 1000;
  const epoch = Math.floor(Date.now() / 1000) - 86_400;
  const starts = new Map<string, number>();
  return deployments.flatMap((deployment) => {
    const { app, round } = deployment;
    // The second deployment of a slot begins while the first one is under way.
    const first = starts.get(app);
    const start = first === undefined ? random.between(0, 0.6 * length) : first + random.between(0, 0.1 * length);
    starts.set(app, start);
    const kind = random.weighted([
      [70, "good"],
      [22, "bad"],
      [8, "open"],
    ] as const);
    const odd = TARGETS[Math.floor(random.next() * TARGETS.length)];
    return TARGETS.flatMap((target) => {
      const scripts = target !== odd || kind === "good" ? GOOD : kind === "bad" ? BAD : OPEN;
      const scene = { deployment, target, epoch: epoch + 90 * round, start, length, random };
      return play(random.weighted(scripts), scene);
    });
  });
}

interface Scene {
  readonly deployment: Deployment;
  readonly target: Target;
  readonly epoch: number;
  readonly start: number;
  readonly length: number;
  readonly random: Random;
}

function play(script: Script, { deployment, target, epoch, start, length, random }: Scene): StoryEvent[] {
  let second = epoch + Math.floor(random.between(0, 60));
  let at = start;
  let isTie = false;
  const events: StoryEvent[] = [];
  for (const letter of script) {
    if (letter === "=") {
      isTie = true;
      continue;
    }
    if (!isTie) second += Math.floor(random.between(1, 30));
    isTie = false;
    // What comes after the first verdict often comes when that was shown already.
    at += random.between(0, (events.length < 2 ? 0.05 : 0.15) * length);
    // Each event is late by a time of its own, which is what shuffles them.
    const sent = [at + random.between(0, 0.06 * length)];
    if (random.next() < DUPLICATED) sent.push(at + random.between(0, 0.2 * length));
    const state = STATES[letter]!;
    const revision = random.next() < 0.25 ? deployment.later : deployment.introduced;
    const body = bodyOf({ app: deployment.app, state, second, revision });
    events.push({ deployment, target, state, second, body, sendAt: sent.map((time) => Math.min(time, length)) });
  }
  return events;
}

const SAYINGS: Readonly<Record<State, object>> = {
  pending: { severity: "info", reason: "Progressing", message: "Deployment/shop/app configured" },
  success: {
    severity: "info",
    reason: "ReconciliationSucceeded",
    message: "Reconciliation finished in 94.4ms, next run in 10m0s",
  },
  failure: {
    severity: "error",
    reason: "HealthCheckFailed",
    message: "health check failed after 30s: timeout waiting for: [Deployment/shop/app status: 'InProgress']",
  },
};

/** An event of kustomize-controller, as notification-controller posts it. */
function bodyOf(event: {
  readonly app: string;
  readonly state: State;
  readonly second: number;
  readonly revision: string;
}): string {
  const { app, state, second, revision } = event;
  return JSON.stringify({
    involvedObject: {
      kind: "Kustomization",
      namespace: "flux-system",
      name: app,
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    },
    ...SAYINGS[state],
    timestamp: new Date(second * 1000).toISOString().replace(".000Z", "Z"),
    metadata: { revision: `main@sha1:${revision}`, ...(state === "success" && { commit_status: "update" }) },
    reportingController: "kustomize-controller",
    reportingInstance: "kustomize-controller-7d9c8b6f5-x2x7k",
  });
}
