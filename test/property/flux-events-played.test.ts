import { commitOf, eventId, type FluxEvent, foldOutcomes, receiveFluxEvent } from "@gitops/flux-events";
import { createFluxPlayer, createVirtualClock, type Ending, startGitHub } from "@gitops/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const SECRET = "correct horse battery staple";
const MANIFESTS = "acme/shop-manifests";
const HALF_HOUR = 30 * 60_000;

/** One round of Flux: perhaps a new commit before it, and how it ends. */
interface Round {
  readonly pushes: boolean;
  readonly ending: Ending["code"];
}

const round: fc.Arbitrary<Round> = fc.record({
  pushes: fc.boolean(),
  ending: fc.constantFrom("succeeded", "build-failed", "unhealthy"),
});

const manifest = (tag: number) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: cart\n  namespace: shop\nspec:\n  image: cart:${tag}\n`;

/** Plays the rounds against an embedded GitHub; gives what a receiver got, and how the last round of each commit ended. */
async function play(rounds: readonly Round[], wait: boolean) {
  const clock = createVirtualClock({ start: "2026-11-22T08:00:00Z" });
  const github = await startGitHub({ now: () => clock.now() });
  const events: FluxEvent[] = [];
  const endings = new Map<string, Ending["code"]>();
  let ending: Ending["code"] = "succeeded";

  const created = await github.createRepository(MANIFESTS, { files: { "envs/dev/cart/app.yaml": manifest(0) } });
  const push = async (tag: number) => {
    const url = `${github.url}/repos/${MANIFESTS}/contents/envs/dev/cart/app.yaml`;
    const headers = { authorization: `token ${github.token}` };
    const { sha } = (await (await fetch(url, { headers })).json()) as { sha: string };
    const content = Buffer.from(manifest(tag)).toString("base64");
    await fetch(url, { method: "PUT", headers, body: JSON.stringify({ message: "Release", content, sha }) });
  };

  const player = createFluxPlayer({
    gitRepository: { url: github.gitUrl(MANIFESTS) },
    clusters: [
      {
        name: "dev",
        provider: { address: "https://receiver.test/flux/dev", secret: SECRET },
        kustomizations: [{ name: "cart", path: "envs/dev/cart", wait }],
      },
    ],
    clock,
    scenario: ({ sha }) => {
      endings.set(sha, ending);
      return { code: ending };
    },
    fetch: (address, init) =>
      new Request(address, init).text().then((body) => {
        const headers = new Headers(init?.headers);
        events.push(receiveFluxEvent({ headers, body }, { secrets: [SECRET] })._unsafeUnwrap());
        return new Response(null, { status: 202 });
      }),
  });

  for (const [index, { pushes, ending: next }] of rounds.entries()) {
    if (pushes) await push(index + 1);
    ending = next;
    const played = player.reconcile();
    await clock.advance(HALF_HOUR);
    await played;
  }
  await player.stop();
  await github.close();
  expect(created.head).toMatch(/^[0-9a-f]{40}$/);
  return { events, endings };
}

describe("events of a played Flux", () => {
  it("fold to how the last round of each commit ended, in whatever order they arrive", async () => {
    const rounds = fc.array(round, { minLength: 1, maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(rounds, fc.boolean(), fc.nat(), async (played, wait, salt) => {
        const { events, endings } = await play(played, wait);
        // Every event twice, in an order that the salt decides.
        const arrived = [...events, ...events]
          .map((event, index) => ({ event, position: eventId(`${salt}/${index}`) }))
          .sort((a, b) => (a.position < b.position ? -1 : 1))
          .map(({ event }) => event);

        for (const [sha, ending] of endings) {
          const outcome = foldOutcomes(
            arrived.filter((event) => event.involvedObject.kind === "Kustomization" && commitOf(event)?.sha === sha),
            { healthAwaited: wait },
          );
          const isFailure = ending === "build-failed" || (ending === "unhealthy" && wait);
          const isAwaited = wait ? "rolled-out" : "finished";
          expect(outcome).toMatchObject(isFailure ? { phase: "failed" } : { phase: "succeeded", why: isAwaited });
        }
        expect(arrived.every(({ warnings }) => warnings.length === 0)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});
