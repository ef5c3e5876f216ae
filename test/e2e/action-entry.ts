// Reports a Flux event from a workflow, for teams without a server. Flux starts it by a Provider of type `githubdispatch`
// (https://fluxcd.io/flux/components/notification/providers/#github-dispatch) that names the manifests repository:
//
//   on: repository_dispatch
//   permissions: { contents: write, statuses: write, deployments: write }
//   jobs: { report: { runs-on: ubuntu-latest, steps: [{ run: node action-entry.ts, env: { ... } }] } }
//
// Who may dispatch may report: keep the token of the Provider to the clusters.
import { appendFile, readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { eventId, parseGitHubDispatch } from "@gitops/flux-events";
import type { ReporterEvent, ReporterItem } from "@gitops/github-reporter";
import { createGitHubClient, createReporter, memoryLane, standAlone } from "@gitops/github-reporter";

const setting = (name: string, otherwise = ""): string => process.env[name] ?? otherwise;
const lines = ["### Flux"];
const fail = (why: string): void => {
  lines.push(`- **not reported**: ${why}`);
  process.exitCode = 1;
};

// A run is its own queue: what it does not finish is finished when the job is run again.
const lane = memoryLane<ReporterItem>();
const reporter = createReporter({
  client: createGitHubClient({ auth: { token: setting("GITHUB_TOKEN") }, baseUrl: setting("GITHUB_API_URL") }),
  lane,
  identity: { logins: [setting("REPORTER_LOGIN", "github-actions[bot]")] },
  // Or the slots of a pipeline: resolveTarget of @gitops/promotion.
  resolveTarget: standAlone({ repository: setting("GITHUB_REPOSITORY") }),
  dispatch: { repository: process.env["CODE_REPO"] },
  observer: (event) => lines.push(...summarize(event)),
});

const body = await readFile(setting("GITHUB_EVENT_PATH"));
const event = parseGitHubDispatch(body);
if (event.isErr()) fail(event.error.message);
else await report(event.value, event.value.metadata.cluster ?? setting("CLUSTER"));
await appendFile(setting("GITHUB_STEP_SUMMARY", "/dev/stdout"), `${lines.join("\n")}\n`);

async function report(said: Parameters<typeof reporter.accept>[0], cluster: string): Promise<void> {
  if (cluster === "") {
    fail("The event names no cluster: set eventMetadata of the Alert, or CLUSTER.");
    return;
  }
  const running = await reporter.run();
  const accepted = await reporter.accept(said, { cluster, id: eventId(body) });
  if (accepted.isErr()) fail(accepted.error.message);
  const isDone = async (): Promise<boolean> => (await lane.pending()).unwrapOr(0) === 0;
  const end = Date.now() + 1000 * Number(setting("PATIENCE_SECONDS", "120"));
  while (!(await isDone()) && Date.now() < end) await setTimeout(100);
  if (!(await isDone())) fail("GitHub did not take everything in time: run the job again.");
  for (const { why } of (await lane.deadLetters()).unwrapOr([])) fail(why);
  await running.stop();
}

function summarize(told: ReporterEvent): readonly string[] {
  if (told.code === "accepted") {
    const { kind, name } = told.event.involvedObject;
    return [`- ${kind} \`${name}\` on \`${told.cluster}\`: ${told.outcome.phase} (${told.slot ?? "of no slot"})`];
  }
  if (told.code === "status") {
    return [`- \`${told.context}\` on ${told.sha.slice(0, 12)}: ${told.state} (${told.write})`];
  }
  if (told.code === "ignored") return [`- nothing to report: ${told.why}`];
  if (told.code === "retry") return [`- tried again: ${told.why}`];
  return told.code === "dispatch" ? [`- dispatch to ${told.repository}: ${told.outcome}`] : [];
}
