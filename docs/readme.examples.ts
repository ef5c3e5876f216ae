import { eventId, receiveFluxEvent } from "@gitops/flux-events";
import { createGitHubClient, createReporter, memoryLane, type ReporterItem } from "@gitops/github-reporter";
import { resolveTarget, type Pipeline } from "@gitops/promotion";

type Receiver = (request: Request) => Promise<Response>;

export async function receiver(pipeline: Pipeline, token: string, secret: string): Promise<Receiver> {
  //#region receiver
  const reporter = createReporter({
    client: createGitHubClient({ auth: { token } }),
    lane: memoryLane<ReporterItem>(),
    identity: { logins: ["acme-gitops[bot]"] }, // only this account's statuses count as evidence
    resolveTarget: (event, cluster) => resolveTarget(pipeline, event, cluster),
  });
  await reporter.run(); // writes on GitHub what the receiver accepts

  const receive: Receiver = async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: [secret], cluster: "prod-eu" });
    if (received.isErr()) return new Response(received.error.message, { status: received.error.httpStatus });
    const stored = await reporter.accept(received.value, { cluster: "prod-eu", id: eventId(body) });
    return new Response(null, { status: stored.isOk() ? 202 : 503 });
  };
  //#endregion
  return receive;
}
