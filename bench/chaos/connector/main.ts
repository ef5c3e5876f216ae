// The connector that chaos kills: HTTP in, lane, GitHub out. Its first argument says where everything is.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

import { eventId, receiveFluxEvent } from "@gitops/flux-events";
import { createGitHubClient, createReporter, type Lane, type ResolveTarget } from "@gitops/github-reporter";

import { SECRET } from "../deliver.ts";
import { BOT, ENVIRONMENT, MANIFESTS, TARGETS, TOKEN } from "../slots.ts";
import { openLane } from "./lane.ts";
import { eachItemAlone, inOrderOfArrival, withoutLedger } from "./sabotage.ts";
import type { ConnectorSettings } from "./settings.ts";

/** A lane waits up to a minute before it comes again; a run has no more than that. */
const LONGEST_WAIT_MS = 300;
/** A write that was lost is looked for during six seconds; a run has a quarter of that, which is longer than its reads lag. */
const HASTE = 4;

const settings = JSON.parse(process.argv[2] ?? "") as ConnectorSettings;
const { without } = settings;

const resolveTarget: ResolveTarget = ({ involvedObject: { name: app } }, cluster) => ({
  repository: MANIFESTS,
  slot: `${ENVIRONMENT}/${app}`,
  environment: ENVIRONMENT,
  app,
  path: `envs/${ENVIRONMENT}/${app}`,
  target: cluster,
  targets: TARGETS,
  next: [],
});

function inHaste<T>(lane: Lane<T>): Lane<T> {
  return {
    ...lane,
    run: (handle) =>
      lane.run(async (batch) => {
        const verdict = await handle(batch);
        return verdict.code === "retry" ? { ...verdict, afterMs: verdict.afterMs ?? LONGEST_WAIT_MS } : verdict;
      }),
  };
}

const lane = await openLane(settings.lane);
const reporter = createReporter({
  client: createGitHubClient({
    auth: { token: TOKEN },
    baseUrl: settings.githubUrl,
    burst: 1e6,
    writesPerMinute: 1e6,
    // What is waited for in memory is lost with the process: the lane waits.
    maxWaitSeconds: 0,
    retryUnitMs: 20,
    ...(without === "ledger" && { fetch: withoutLedger(globalThis.fetch) }),
  }),
  lane: inHaste(without === "lane-key" ? eachItemAlone(lane) : lane),
  identity: { logins: [BOT] },
  resolveTarget,
  dispatch: { ambiguityMs: settings.ambiguityMs },
  clock: { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds / HASTE) },
});

createServer((request, response) => {
  void answer(request, response);
}).listen(settings.port, "127.0.0.1", () => process.stdout.write("ready\n"));
await reporter.run();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [, kind, cluster = ""] = (request.url ?? "").split("/");
  if (kind === "state") {
    const letters = (await lane.deadLetters())._unsafeUnwrap();
    send(response, 200, {
      pending: (await lane.pending())._unsafeUnwrap(),
      deadLetters: letters.map(({ why }) => why),
    });
    return;
  }
  const body = Buffer.concat(chunks);
  const received = receiveFluxEvent({ headers: request.headers, body }, { secrets: [SECRET] });
  if (received.isErr()) {
    send(response, received.error.httpStatus, { result: received.error.code });
    return;
  }
  const event = without === "fold" ? inOrderOfArrival(received.value, settings.startedAt) : received.value;
  const stored = await reporter.accept(event, { cluster, id: eventId(body) });
  if (stored.isOk()) send(response, 202, { result: stored.value });
  else send(response, 503, { result: stored.error.code });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
