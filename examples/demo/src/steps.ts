import type { Release } from "@gitops/github-reporter";

import { accounts } from "./accounts.ts";
import { runCi } from "./ci.ts";
import { pushEdit } from "./developer.ts";
import { until } from "./expectations.ts";
import { lookAt } from "./look.ts";
import { repositories } from "./shop.ts";
import type { Stage } from "./stage.ts";

type Change = Parameters<typeof pushEdit>[2];

/** A developer pushes a change of the cart; CI builds what changed and submits its release. */
export async function deliver(stage: Stage, change: Change): Promise<Release> {
  const { github, pipeline, promoter, registry, releases, timeline, expectations } = stage;
  const url = github.gitUrl(repositories.code);
  const sha = await pushEdit(url, accounts.developer, change);
  timeline.event("developer", `ada pushes "${change.message}"`, `${github.webUrl}/${repositories.code}/commit/${sha}`);

  const builds = await runCi(url, pipeline, registry);
  const unchanged = builds.filter(({ built }) => built.length === 0).map(({ release }) => release.app);
  timeline.event("CI", `${unchanged.join(", ")}: same tree, no image built`);
  expectations.check(
    `CI builds no image of ${unchanged.join(", ")}, whose code is the same`,
    unchanged.join() === "front",
  );

  let released: Release | undefined;
  for (const build of builds) {
    releases.set(build.release.id, build.release);
    const submitted = await promoter.submit(build.release);
    if (submitted.isErr()) throw submitted.error;
    const isNew = submitted.value.submission === "recorded";
    if (isNew) {
      released = build.release;
      timeline.event("CI", `${build.release.app}: built ${build.built.join(", ")}`);
      timeline.event("CI", `submits release ${build.release.id} and ends; nothing waits`);
    }
    expectations.check(`${build.release.app} ${isNew ? "is" : "is not"} released`, isNew === build.built.length > 0);
  }
  if (released === undefined) throw new Error("CI submitted no release");
  return released;
}

/** The pull request of a slot appears, with a diff that a person can read. */
export async function proposed(stage: Stage, slot: string, release: string): Promise<{ readonly number: number }> {
  const { timeline, expectations, clientOf } = stage;
  const look = lookAt(clientOf(accounts.developer));
  const pull = await until(`a pull request for ${slot}`, async () =>
    (await look.pullRequests(slot)).find(({ body }) => body?.includes(release)),
  );
  timeline.event("promoter", `pull request #${pull.number}: ${pull.title}`, pull.html_url);
  const body = pull.body ?? "";
  const images = body.split("\n").find((line) => line.includes("→")) ?? "";
  timeline.detail(pull.number === 1 ? body : images);
  expectations.check(`the pull request for ${slot} shows which image changes`, images.includes("/shop/cart:"));
  return pull;
}

/** The pull request of a slot is merged. */
export async function merged(stage: Stage, slot: string, number: number): Promise<void> {
  const look = lookAt(stage.clientOf(accounts.developer));
  await until(`the merge of #${number}`, async () => {
    const pull = (await look.pullRequests(slot)).find((candidate) => candidate.number === number);
    return pull?.merged_at ?? undefined;
  });
  stage.timeline.event("promoter", `merges #${number}`);
}

/** Flux reports, and GitHub shows it: on the manifests commit, on the code commit, on the deployment. */
export async function reported(
  stage: Stage,
  slot: string,
  expected: { readonly release: Release; readonly state: "success" | "failure" },
): Promise<void> {
  const { github, promoter, timeline, expectations, clientOf } = stage;
  const { release, state } = expected;
  const { repository, sha } = release.source;
  const look = lookAt(clientOf(accounts.developer));
  const [environment = ""] = slot.split("/");
  await until(`the verdict on ${slot}`, async () =>
    (await look.codeStatuses(sha)).find(({ context, state: shown }) => context === `gitops/${slot}` && shown === state),
  );
  const deployment = await until(`the deployment of ${slot}`, async () => {
    const shown = await look.deployment(sha, environment);
    return shown === state ? shown : undefined;
  });

  const world = await promoter.observe();
  const live = world.isOk() ? world.value.slots.find((view) => view.slot.id === slot)?.live : undefined;
  if (live === undefined) throw new Error(`${slot} cannot be observed`);
  const evidence = `${github.webUrl}/${repositories.manifests}/commit/${live.commit}`;
  for (const target of live.targets) {
    timeline.event("Flux", `${target.name}: ${target.state}: ${target.text}`, evidence);
  }
  timeline.event("GitHub", `code commit: gitops/${slot} ${state}`, `${github.webUrl}/${repository}/commit/${sha}`);
  timeline.event("GitHub", `deployment to ${environment}: ${deployment}`);
  if (state === "success") await tested(stage, slot, release);
  expectations.check(`${slot} runs ${release.id}`, live.lock.release.id === release.id);
  expectations.check(
    `every cluster of ${slot} reported for itself`,
    live.targets.every((target) => target.state !== "unknown") && live.targets.some((target) => target.state === state),
  );
}

/** The dispatch starts a workflow in the code repository, which tests what was deployed. */
async function tested({ dispatches, timeline, expectations }: Stage, slot: string, release: Release): Promise<void> {
  const [environment = ""] = slot.split("/");
  const { smokeTest } = await until(`the smoke test in ${environment}`, () =>
    Promise.resolve(
      dispatches.find(({ payload }) => payload.release === release.id && payload.environment === environment),
    ),
  );
  timeline.event("GitHub", `repository_dispatch: ${release.app} is deployed to ${environment}`);
  timeline.event("workflow", `smoke test in ${environment}: ${smokeTest}`);
  expectations.check(`the smoke test finds the released image in ${environment}`, smokeTest === "success");
}
