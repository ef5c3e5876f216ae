const {
  FLUX_WEBHOOK_SECRET: secret = "",
  GITHUB_API_URL: baseUrl = "https://api.github.com",
  GITHUB_TOKEN: token = "",
  LANE_FILE: file = "lane.db",
} = process.env;

//#region receiver
import { eventId, receiveFluxEvent } from "@gitops/flux-events";
import {
  createGitHubClient,
  createReporter,
  type ReporterItem,
  standAlone,
  telemetryOf,
} from "@gitops/github-reporter";
import { sqliteLane } from "@gitops/github-reporter/lane-sqlite";
import Database from "libsql"; // on any Node; DatabaseSync of node:sqlite and Postgres fit as well

const lane = sqliteLane<ReporterItem>({ database: () => new Database(file) });
if (lane.isErr()) throw lane.error;
const reporter = createReporter({
  client: createGitHubClient({ auth: { token }, baseUrl }),
  lane: lane.value, // an event that was answered with 202 outlives the process
  identity: { logins: ["acme-gitops[bot]"] }, // the account of the token; nobody else's statuses count
  resolveTarget: standAlone({ repository: "acme/fleet" }), // or a pipeline of @gitops/promotion
  observer: (event) => {
    console.log(telemetryOf(event)); // what was written, and what was not and why
  },
});
const running = await reporter.run(); // on SIGTERM: await running.stop(), then lane.value.close()

export async function receive(request: Request): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: [secret], cluster: "prod-eu" });
  if (received.isErr()) return new Response(received.error.message, { status: received.error.httpStatus });
  const stored = await reporter.accept(received.value, { cluster: "prod-eu", id: eventId(body) });
  return new Response(null, { status: stored.isOk() ? 202 : 503 });
}
//#endregion

export { running };
