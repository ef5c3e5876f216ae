import { accounts } from "./accounts.ts";
import { git } from "./developer.ts";
import { lookAt } from "./look.ts";
import type { Stage } from "./stage.ts";

/** The first release goes to three environments, the second one to two. */
const NEEDED_PULL_REQUESTS = 5;

/** What must hold at the end, whatever happened on the way. */
export async function finalChecks(stage: Stage): Promise<void> {
  const { github, player, dispatches, expectations, promoter } = stage;
  await player.idle();
  await github.idle();
  const ids = dispatches.map(({ payload }) => payload.id);
  expectations.check("no dispatch was sent twice", new Set(ids).size === ids.length);
  expectations.check(
    "dispatches were sent for successes alone",
    dispatches.every(({ payload }) => payload.result === "success"),
  );
  expectations.check(
    "every Flux event was accepted",
    player.deliveries.every(({ state }) => state === "delivered" || state === "suppressed"),
  );
  const pullRequests = await lookAt(stage.clientOf(accounts.developer)).allPullRequests();
  expectations.check("every pull request was needed", pullRequests === NEEDED_PULL_REQUESTS);
  const again = await promoter.reconcile();
  expectations.check("another reconciliation finds nothing to do", again.isOk() && again.value.applied.length === 0);
  for (const { fullName, directory } of stage.repositories) {
    const isSound = await git(directory, "fsck", "--strict").then(
      () => true,
      () => false,
    );
    expectations.check(`git fsck --strict finds no fault in ${fullName}`, isSound);
  }
}
