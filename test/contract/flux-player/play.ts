import { explain, type FluxEvent, outcomeOf, parseMessage, receiveFluxEvent } from "@gitops/flux-events";
import {
  type ClusterOptions,
  createFluxPlayer,
  createVirtualClock,
  type FluxPlayer,
  type FluxPlayerOptions,
  startGitHub,
} from "@gitops/testing";
import { expect } from "vitest";

// The player of Flux and the reader of its events share no code; both follow Flux's sources. Here they meet.

const SECRET = "correct horse battery staple";
const MANIFESTS = "acme/shop-manifests";

/** Deployments and a Service of the shop, as files of the folder `cart`. */
export const manifests = (tag: string): Readonly<Record<string, string>> => ({
  "cart/deployment.yaml": `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\n  namespace: shop\nspec:\n  image: cart:${tag}\n`,
  "cart/service.yaml": "apiVersion: v1\nkind: Service\nmetadata:\n  name: cart\n  namespace: shop\n",
});

/** What happens in a story, and what it is played on. */
export interface Story {
  /** The cluster `dev`. */
  readonly cluster: Omit<ClusterOptions, "name" | "provider">;
  readonly scenario?: FluxPlayerOptions["scenario"];
  readonly helmScenario?: FluxPlayerOptions["helmScenario"];
  /** What people and the outside world do. Default: one round. */
  readonly act?: (stage: Stage) => Promise<unknown>;
}

/** What a story can be told with. */
export interface Stage {
  readonly player: FluxPlayer;
  /** Plays a round, and lets the time pass that it takes. */
  readonly reconcile: () => Promise<void>;
  /** Lets Flux live on its own for some minutes: it follows the branch, its intervals and retries. */
  readonly live: (minutes: number) => Promise<void>;
  /** Lets time pass until something has ended, and a minute more. */
  readonly finish: (promise: Promise<unknown>) => Promise<void>;
  /** Writes a file into the manifests repository; undefined deletes it. */
  readonly write: (path: string, content: string | undefined) => Promise<void>;
}

/** Plays a story and gives the events that a receiver verified and parsed, in the order in which Flux recorded them. */
export async function play(story: Story): Promise<readonly FluxEvent[]> {
  const clock = createVirtualClock({ start: "2026-11-22T08:00:00Z" });
  const github = await startGitHub({ now: () => clock.now() });
  await github.createRepository(MANIFESTS, { files: manifests("1") });
  const received = new Map<string, FluxEvent>();

  const player = createFluxPlayer({
    gitRepository: { url: github.gitUrl(MANIFESTS) },
    clusters: [
      { ...story.cluster, name: "dev", provider: { address: "https://receiver.test/flux/dev", secret: SECRET } },
    ],
    ...(story.scenario !== undefined && { scenario: story.scenario }),
    ...(story.helmScenario !== undefined && { helmScenario: story.helmScenario }),
    clock,
    fetch: async (address, init) => {
      const body = await new Request(address, init).text();
      const headers = new Headers(init?.headers);
      received.set(body, receiveFluxEvent({ headers, body }, { secrets: [SECRET] })._unsafeUnwrap());
      return new Response(null, { status: 202 });
    },
  });

  const finish = async (promise: Promise<unknown>): Promise<void> => {
    await clock.finish(promise);
    await clock.advance(60_000);
  };
  const write = async (path: string, content: string | undefined): Promise<void> => {
    const url = `${github.url}/repos/${MANIFESTS}/contents/${path}`;
    const headers = { authorization: `token ${github.token}` };
    const known = await fetch(url, { headers });
    const { sha } = known.ok ? ((await known.json()) as { sha: string }) : {};
    const body = JSON.stringify({
      message: `Change ${path}`,
      ...(content !== undefined && { content: Buffer.from(content).toString("base64") }),
      ...(sha !== undefined && { sha }),
    });
    await fetch(url, { method: content === undefined ? "DELETE" : "PUT", headers, body });
  };
  const reconcile = () => finish(player.reconcile());
  const live = async (minutes: number): Promise<void> => {
    player.start();
    await clock.advance(minutes * 60_000);
  };

  await (story.act ?? reconcile)({ player, reconcile, live, finish, write });
  await clock.advance(60_000);
  await player.stop();
  await github.close();
  return player.deliveries.flatMap(({ body }) => received.get(body) ?? []);
}

/** Writes an event as its kind, its reason, and what it means: `Kustomization BuildFailed: failed, build-failed`. */
export function meaningOf(event: FluxEvent): string {
  const { phase, why } = outcomeOf(event);
  return `${event.involvedObject.kind} ${event.reason}: ${phase}, ${why}`;
}

/** How messages begin that are of no form, and so nothing but text. */
const FREE_TEXTS = [
  "can't access ",
  "Reconciliation failed terminally due to configuration error: ",
  "to use spec.decryption.serviceAccountName ",
  "tmp dir error: ",
  "failed to download ",
  "failed to build inventory for ",
  "could not resolve Secret chart values reference ",
  "unable to update the healthy status to progressing: ",
  "external artifacts reconciled: ",
  "repository up-to-date",
  "failed to update status: ",
  "no tags",
  "no mapping",
];

/** Every event is recognised, explained, and of a known form unless it is free text. */
export function expectReadable(events: readonly FluxEvent[]): void {
  for (const event of events) {
    expect(event.warnings).toEqual([]);
    expect(meaningOf(event)).not.toContain("unrecognised");
    expect(explain(event)).toMatch(/^\w+ [\w/-]+ .+[^.:]$/);
    if (parseMessage(event.message).code === "text") {
      expect(FREE_TEXTS.filter((text) => text === event.message || event.message.startsWith(text))).not.toEqual([]);
    }
  }
}
