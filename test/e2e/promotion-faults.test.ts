import { createPromoter } from "@gitops/promotion";
import { describe, expect, it } from "vitest";

import { closeGitHub } from "../contract/openapi/close-github.ts";
import { BOT, pipeline, startCartDelivery } from "./cart-delivery.ts";

/** What anybody can see at the end, without what differs from run to run. */
interface EndState {
  readonly inbox: string | undefined;
  readonly live: string | undefined;
  readonly isReadBack: boolean;
  readonly leftovers: number;
  readonly merged: number;
  readonly open: number;
}

type Cart = Awaited<ReturnType<typeof startCartDelivery>>;

async function endState(cart: Cart): Promise<EndState> {
  const promoter = createPromoter({ pipeline, client: cart.client(BOT), identity: { logins: [BOT.login] } });
  const { inbox, slots, tracks } = (await promoter.observe())._unsafeUnwrap();
  const [dev] = slots;
  const pulls = await cart.pulls();
  return {
    inbox: inbox["cart"]?.[0]?.id,
    live: dev?.live?.lock.release.id,
    isReadBack: dev?.problem === undefined,
    leftovers: tracks.filter(({ proposal }) => proposal !== undefined).length,
    merged: pulls.filter(({ merged_at }) => merged_at !== null).length,
    open: pulls.filter(({ state }) => state === "open").length,
  };
}

/** CI submits, and whatever became of it, somebody reconciles later; CI is run again when it failed. */
async function deliver(cart: Cart): Promise<void> {
  const release = await cart.firstRelease();
  const submitted = await cart.promoter.submit(release);
  cart.github.faults.clear();
  if (submitted.isErr()) expect((await cart.promoter.submit(release)).isOk()).toBe(true);
  await cart.reconcile();
  await cart.reconcile();
}

async function writesOfADelivery(): Promise<readonly string[]> {
  const cart = await startCartDelivery();
  const before = cart.github.calls.length;
  await deliver(cart);
  const writes = cart.github.calls.slice(before).filter(({ method }) => method !== "GET");
  await closeGitHub(cart.github);
  return writes.map(({ route }) => route);
}

const FAULTS = [
  { fault: "bad-gateway", when: "before" },
  { fault: "bad-gateway", when: "after" },
  { fault: "connection-reset", when: "before" },
  { fault: "connection-reset", when: "after" },
] as const;

describe("a delivery in which GitHub fails once", async () => {
  const writes = await writesOfADelivery();
  const cases = writes.flatMap((route, index) => {
    const nth = writes.slice(0, index + 1).filter((other) => other === route).length;
    return FAULTS.map((fault) => ({ route, nth, fault, name: `${fault.fault} ${fault.when}` }));
  });

  it("makes the writes that are then lost one by one", () => {
    expect(writes).toEqual([
      "POST /repos/{owner}/{repo}/git/trees",
      "POST /repos/{owner}/{repo}/git/commits",
      "POST /repos/{owner}/{repo}/statuses/{sha}",
      "POST /repos/{owner}/{repo}/git/refs",
      "POST /repos/{owner}/{repo}/git/trees",
      "POST /repos/{owner}/{repo}/git/commits",
      "POST /repos/{owner}/{repo}/statuses/{sha}",
      "POST /repos/{owner}/{repo}/git/refs",
      "POST /repos/{owner}/{repo}/pulls",
      "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
      "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
      "DELETE /repos/{owner}/{repo}/git/refs/{ref}",
    ]);
  });

  it.each(cases)("ends in the same state with $name at $route ($nth)", async ({ route, nth, fault }) => {
    const cart = await startCartDelivery();
    cart.github.faults.add({ ...fault, route, nth });
    await deliver(cart);
    const { id } = await cart.firstRelease();
    expect(await endState(cart)).toEqual({ inbox: id, live: id, isReadBack: true, leftovers: 0, merged: 1, open: 0 });
    await closeGitHub(cart.github);
  });
});
