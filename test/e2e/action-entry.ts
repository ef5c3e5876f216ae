// Reports a Flux event from a workflow, for teams without a server. Flux starts it by a Provider of type `githubdispatch`
// (https://fluxcd.io/flux/components/notification/providers/#github-dispatch) that names the manifests repository:
//
//   on: repository_dispatch
//   permissions: { contents: write, statuses: write, deployments: write }
//   jobs: { report: { runs-on: ubuntu-latest, steps: [{ run: node action-entry.ts, env: { ... } }] } }
//
// Nothing is kept between two runs. Who may dispatch may report: keep the token of the Provider to the clusters.
import { appendFile, readFile } from "node:fs/promises";

import { eventId, parseGitHubDispatch } from "@gitops/flux-events";
import {
  createGitHubClient,
  createReporter,
  handleBatch,
  type Lane,
  type LaneItem,
  type ReporterEvent,
  type ReporterItem,
  standAlone,
} from "@gitops/github-reporter";
import { okAsync } from "neverthrow";

const ATTEMPTS = 5;

/** Whether a dispatch arrived whose answer was lost is known after 30 seconds. For more, run the job again. */
const LONGEST_WAIT_MS = 35_000;

const environment = (name: string, otherwise = ""): string => process.env[name] ?? otherwise;
const repository = environment("GITHUB_REPOSITORY");
const body = await readFile(environment("GITHUB_EVENT_PATH"));
const told: ReporterEvent[] = [];
let items: LaneItem<ReporterItem>[] = [];

/** What a run accepts it handles itself. */
const handOver: Lane<ReporterItem> = {
  put: (item) => {
    items.push(item);
    return okAsync("stored" as const);
  },
  run: () => Promise.reject(new TypeError("A workflow run has no lane that runs.")),
};

const reporter = createReporter({
  client: createGitHubClient({ auth: { token: environment("GITHUB_TOKEN") }, baseUrl: environment("GITHUB_API_URL") }),
  lane: handOver,
  identity: { logins: [environment("REPORTER_LOGIN", "github-actions[bot]")] },
  webUrl: environment("GITHUB_SERVER_URL", "https://github.com"),
  // Or the slots of a pipeline: resolveTarget of @gitops/promotion.
  resolveTarget: standAlone({ repository }),
  dispatch: { repository: process.env["CODE_REPO"] },
  observer: (event) => told.push(event),
});

async function report(): Promise<readonly string[]> {
  const event = parseGitHubDispatch(body);
  if (event.isErr()) return [event.error.message];
  const cluster = event.value.metadata.cluster ?? environment("CLUSTER");
  if (cluster === "") return ["The event names no cluster: set eventMetadata of the Alert, or CLUSTER."];
  const accepted = await reporter.accept(event.value, { cluster, id: eventId(body) });
  if (accepted.isErr()) return [accepted.error.message];
  let problems: readonly string[] = [];
  for (let attempt = 1; items.length > 0; attempt += 1) {
    const outcome = await handleBatch(items, reporter.handle, { attempt: () => attempt });
    problems = [...outcome.again, ...outcome.rejected].map(({ why }) => why);
    items = items.filter(({ id }) => outcome.again.some((one) => one.id === id));
    const wait = Math.max(0, ...outcome.again.map(({ afterMs }) => afterMs));
    if (attempt === ATTEMPTS || wait > LONGEST_WAIT_MS) break;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return problems;
}

const problems = await report();
const lines = [...told.flatMap(summarize), ...problems.map((why) => `- **not reported**: ${why}`)];
await appendFile(environment("GITHUB_STEP_SUMMARY", "/dev/stdout"), `${["### Flux", ...lines].join("\n")}\n`);
if (problems.length > 0) process.exitCode = 1;

function summarize(event: ReporterEvent): readonly string[] {
  if (event.code === "accepted") {
    const { kind, name } = event.event.involvedObject;
    return [`- ${kind} \`${name}\` on \`${event.cluster}\`: ${event.outcome.phase} (${event.slot ?? "of no slot"})`];
  }
  if (event.code === "status") {
    return [`- \`${event.context}\` on ${event.sha.slice(0, 12)}: ${event.state} (${event.write})`];
  }
  if (event.code === "ignored") return [`- nothing to report: ${event.why}`];
  return event.code === "dispatch" ? [`- dispatch to ${event.repository}: ${event.outcome}`] : [];
}
