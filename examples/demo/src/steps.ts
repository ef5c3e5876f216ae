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
  timeline.detail(pull.body ?? "");
  expectations.check(
    `the pull request for ${slot} shows the image that changes`,
    pull.body?.includes("registry.example/shop/cart") === true,
  );
  return pull;
}

/** The pull request of a slot is merged; returns the commit on the base branch. */
export async function merged(stage: Stage, slot: string, number: number): Promise<string> {
  const look = lookAt(stage.clientOf(accounts.developer));
  const sha = await until(`the merge of #${number}`, async () => {
    const pull = (await look.pullRequests(slot)).find((candidate) => candidate.number === number);
    return pull?.merged_at == null ? undefined : (pull.merge_commit_sha ?? undefined);
  });
  stage.timeline.event(
    "promoter",
    `merges #${number}: ${slot} is to run it`,
    `${stage.github.webUrl}/${repositories.manifests}/commit/${sha}`,
  );
  return sha;
}

/** Flux reports, and GitHub shows it: on the manifests commit, on the code commit, on the deployment. */
export async function reported(
  stage: Stage,
  slot: string,
  commits: { readonly manifests: string; readonly code: string },
  state: "success" | "failure",
): Promise<void> {
  const { timeline, expectations, clientOf, pipeline } = stage;
  const look = lookAt(clientOf(accounts.developer));
  const [environment = "", app = ""] = slot.split("/");
  const verdict = await until(`the verdict on ${slot}`, async () =>
    (await look.statuses("code", commits.code)).find(
      ({ context, state: shown }) => context === `gitops/${slot}` && shown === state,
    ),
  );
  const statuses = await look.statuses("manifests", commits.manifests);
  const targets = pipeline.slots.find(({ id }) => id === slot)?.targets ?? [];
  for (const { name } of targets) {
    const status = statuses.find(({ context }) => context === `gitops/${slot}/${name}`);
    timeline.event("Flux", `${name}: ${app} ${status?.state ?? "unknown"}`);
    timeline.detail(status?.description ?? "");
  }
  timeline.event("GitHub", `code commit shows ${verdict.context}: ${verdict.state}`);
  const deployment = await until(`the deployment of ${slot}`, async () => {
    const shown = await look.deployment(commits.code, environment);
    return shown === state ? shown : undefined;
  });
  timeline.event("GitHub", `deployment to ${environment}: ${deployment}`);
  expectations.check(
    `every target of ${slot} has a status of its own`,
    targets.every(({ name }) => statuses.some(({ context }) => context === `gitops/${slot}/${name}`)),
  );
}
