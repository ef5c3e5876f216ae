const {
  FLUX_WEBHOOK_SECRET: secret = "",
  GITHUB_API_URL: baseUrl = "https://api.github.com",
  GITHUB_TOKEN: token = "",
} = process.env;

//#region receiver
import { eventId, receiveFluxEvent } from "@gitops/flux-events";
import { createGitHubClient, createReporter, memoryLane, standAlone } from "@gitops/github-reporter";

const reporter = createReporter({
  client: createGitHubClient({ auth: { token }, baseUrl }),
  lane: memoryLane(), // lost with the process; sqliteLane and pgBossLane are not
  identity: { logins: ["acme-gitops[bot]"] }, // the account of the token; nobody else's statuses count
  resolveTarget: standAlone({ repository: "acme/fleet" }), // or a pipeline of @gitops/promotion
  observer: (event) => {
    console.log(event); // what was written, and what was not and why
  },
});
await reporter.run();

export async function receive(request: Request): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: [secret], cluster: "prod-eu" });
  if (received.isErr()) return new Response(received.error.message, { status: received.error.httpStatus });
  const stored = await reporter.accept(received.value, { cluster: "prod-eu", id: eventId(body) });
  return new Response(null, { status: stored.isOk() ? 202 : 503 });
}
//#endregion
