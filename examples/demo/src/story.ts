import { accounts } from "./accounts.ts";
import { until } from "./expectations.ts";
import { lookAt } from "./look.ts";
import type { Stage } from "./stage.ts";
import { deliver, merged, proposed, reported } from "./steps.ts";

/** Flux reports what runs already, so that everything after has a ground to stand on. */
export async function opening({ player, promoter, timeline }: Stage): Promise<void> {
  player.start();
  await until("every service to be healthy with release 1", async () => {
    const plan = await promoter.plan();
    return plan.isOk() && plan.value.slots.every(({ live }) => live.phase === "succeeded") ? true : undefined;
  });
  timeline.event("Flux", "both services are healthy with release 1 on every cluster");
}

/** A release travels through every environment. */
export async function goodRelease(stage: Stage): Promise<void> {
  const { timeline, expectations, promoter, clientOf } = stage;
  timeline.chapter("A change of the cart travels to production");
  const release = await deliver(stage, {
    file: "cart/server.mjs",
    replace: ["const prices = [12.5, 3.25];", "const prices = [12.5, 3.25, 1];"],
    message: "Add the shipping fee",
  });
  for (const slot of ["dev/cart", "stage/cart"]) {
    const pull = await proposed(stage, slot, release.id);
    await merged(stage, slot, pull.number);
    await reported(stage, slot, { release, state: "success" });
  }

  const pull = await proposed(stage, "prod/cart", release.id);
  const waiting = (await promoter.explain("prod/cart")).unwrapOr("");
  timeline.event("promoter", waiting);
  expectations.check("production waits for an approval", waiting.includes("0 of 1 approvals"));
  await lookAt(clientOf(accounts.approver)).approve(pull.number);
  timeline.event("approver", `grace approves pull request #${pull.number}`);
  await merged(stage, "prod/cart", pull.number);
  await reported(stage, "prod/cart", { release, state: "success" });
}

/** A release fails on one of two clusters, and goes no further. */
export async function badRelease(stage: Stage): Promise<void> {
  const { timeline, expectations, promoter, clientOf } = stage;
  timeline.chapter("The next change does not become healthy on one cluster, and stops there");
  const release = await deliver(stage, {
    file: "cart/server.mjs",
    replace: ['return response.end("ok");', "return;"],
    message: "Answer health checks more quietly",
  });
  stage.breakImage("stage-us", release.images["cart"] ?? "");
  const toDev = await proposed(stage, "dev/cart", release.id);
  await merged(stage, "dev/cart", toDev.number);
  await reported(stage, "dev/cart", { release, state: "success" });
  const toStage = await proposed(stage, "stage/cart", release.id);
  await merged(stage, "stage/cart", toStage.number);
  await reported(stage, "stage/cart", { release, state: "failure" });

  const stopped = (await promoter.explain("stage/cart")).unwrapOr("");
  timeline.event("promoter", stopped);
  expectations.check("the chain says on which cluster it stopped", stopped.includes("stage-us"));
  const inProd = await lookAt(clientOf(accounts.developer)).pullRequests("prod/cart");
  expectations.check("production never sees the release that failed", inProd.length === 1);
}
