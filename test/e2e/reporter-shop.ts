import { eventId, type FluxEvent, parseFluxEvent } from "@gitops/flux-events";
import {
  type Clock,
  type CommitAddress,
  createGitHubClient,
  createReporter,
  encodeLock,
  type GitHubClient,
  type LaneBatch,
  type LaneVerdict,
  LOCK_FILE,
  memoryLane,
  readStatuses,
  type ReleaseLock,
  type Reporter,
  type ReporterEvent,
  type ReportedSlot,
  type ReporterItem,
  type ReporterOptions,
  type ResolveTarget,
} from "@gitops/github-reporter";
import { type EmbeddedGitHub, type GitHubCall, type RepositoryDispatch, startGitHub } from "@gitops/testing";

export const BOT = "acme-gitops[bot]";
export const CODE = "acme/shop";
export const MANIFESTS = "acme/shop-manifests";

/** The demo organisation on an embedded GitHub: code, manifests with a lock, and a client of the bot. */
export interface Shop {
  readonly github: EmbeddedGitHub;
  readonly client: GitHubClient;
  /** Commit of the code repository that the release was built from. */
  readonly source: string;
  /** Commit of the manifests repository that introduced the lock of dev/cart and stage/cart. */
  readonly introduced: string;
  /** Commits a file to a branch of the manifests repository, main if none is named, and returns the new tip. */
  commit(path: string, content: string, branch?: string): Promise<string>;
}

export async function startShop(options: { readonly now?: () => Date } = {}): Promise<Shop> {
  const github = await startGitHub({
    accounts: [
      { login: BOT, token: "bot-token" },
      { login: "mallory", token: "mallory-token" },
    ],
    ...options,
  });
  const code = await github.createRepository(CODE, { files: { "README.md": "shop\n" } });
  const source = code.head!;
  const files = Object.fromEntries(
    ["dev", "stage"].map((environment) => [
      `envs/${environment}/cart/${LOCK_FILE}`,
      encodeLock(lockOf({ environment, source })),
    ]),
  );
  const manifests = await github.createRepository(MANIFESTS, { files });
  const client = clientOf(github, "bot-token");
  return {
    github,
    client,
    source,
    introduced: manifests.head!,
    commit: async (path, content, branch = "main") => {
      const { data } = await client.request("PUT /repos/{owner}/{repo}/contents/{path}", {
        owner: "acme",
        repo: "shop-manifests",
        path,
        branch,
        message: `Write ${path}`,
        content: Buffer.from(content).toString("base64"),
        ...(await shaOf(client, path, branch)),
      });
      return data.commit.sha!;
    },
  };
}

export function clientOf(github: EmbeddedGitHub, token: string): GitHubClient {
  return createGitHubClient({ auth: { token }, baseUrl: github.url, retryUnitMs: 1, burst: 1000 });
}

/** A client whose account has no permission to write deployments. */
export function clientThatMayNotDeploy({ github }: Pick<Shop, "github">): GitHubClient {
  const mayNotDeploy: typeof fetch = (input, init) =>
    init?.method === "POST" && (input as string).includes("/deployments")
      ? Promise.resolve(Response.json({ message: "Resource not accessible by integration" }, { status: 403 }))
      : fetch(input, init);
  return createGitHubClient({ auth: { token: "bot-token" }, baseUrl: github.url, fetch: mayNotDeploy });
}

export function lockOf({
  environment,
  source,
}: {
  readonly environment: string;
  readonly source: string;
}): ReleaseLock {
  const digest = `sha256:${"c0ffee00".repeat(8)}`;
  return {
    schema: 1,
    slot: `${environment}/cart`,
    app: "cart",
    environment,
    release: {
      id: "r-0123456789abcdef",
      app: "cart",
      source: { repository: CODE, sha: source },
      images: { cart: `registry.example/cart@${digest}` },
      templates: { path: "deploy/cart", tree: "a".repeat(40) },
    },
    config: [],
    engines: { plain: "1" },
    files: { "deployment.yaml": digest },
    content: digest,
    reason: "promotion",
  };
}

/** dev has one cluster of its own name, stage has two. */
const CLUSTERS: Readonly<Record<string, readonly string[]>> = {
  dev: ["dev"],
  stage: ["stage-eu", "stage-us"],
};

/** Finds the targets of the shop: the Kustomization `cart` on the clusters of dev and stage. */
export const resolveShop: ResolveTarget = ({ involvedObject: { kind, name } }, cluster) => {
  const [environment, targets] = Object.entries(CLUSTERS).find(([, names]) => names.includes(cluster)) ?? [];
  if (environment === undefined || targets === undefined || kind !== "Kustomization" || name !== "cart")
    return undefined;
  const slot = `${environment}/cart`;
  const next = environment === "dev" ? ["stage"] : [];
  return {
    repository: MANIFESTS,
    slot,
    environment,
    app: "cart",
    path: `envs/${slot}`,
    target: cluster,
    targets,
    next,
  };
};

/** A reporter of the shop, with what it told its observer. */
export function reporterOf(
  shop: Shop,
  options: Partial<ReporterOptions> = {},
): { readonly reporter: Reporter; readonly told: readonly ReporterEvent[] } {
  const told: ReporterEvent[] = [];
  const reporter = createReporter({
    client: shop.client,
    lane: memoryLane(),
    resolveTarget: resolveShop,
    identity: { logins: [BOT] },
    clock: quickClock,
    observer: (event) => told.push(event),
    ...options,
  });
  return { reporter, told };
}

/** Dispatches that the code repository gets from now on; each starts a run that has its id in the title. */
export function recordDispatches({ github }: Pick<Shop, "github">): readonly RepositoryDispatch[] {
  const dispatched: RepositoryDispatch[] = [];
  github.onRepositoryDispatch(CODE, (dispatch) => void dispatched.push(dispatch), {
    runName: ({ clientPayload }) => `Deployed (${String(clientPayload["id"])})`,
  });
  return dispatched;
}

/** The machine's time, and pauses without waiting: what a pause waits for happens between two calls anyway. */
export const quickClock: Clock = {
  now: () => Date.now(),
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

export type FluxSays = "progressing" | "succeeded" | "failed" | "superseded";

const BODIES: Readonly<Record<FluxSays, object>> = {
  progressing: { severity: "info", reason: "Progressing", message: "Deployment/cart/cart configured" },
  succeeded: {
    severity: "info",
    reason: "ReconciliationSucceeded",
    message: "Reconciliation finished in 94.4ms, next run in 10m0s",
  },
  failed: {
    severity: "error",
    reason: "HealthCheckFailed",
    message: "health check failed after 30s: timeout waiting for: [Deployment/cart/cart status: 'InProgress']",
  },
  superseded: {
    severity: "info",
    reason: "Progressing",
    message: "New revision detected during health check, canceling",
  },
};

/** An event of the Kustomization `cart`, `second` seconds after ten o'clock. */
export function fluxEvent(says: FluxSays, revision: string, second: number, name = "cart"): FluxEvent {
  return parseFluxEvent(
    JSON.stringify({
      involvedObject: {
        kind: "Kustomization",
        namespace: "flux-system",
        name,
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      },
      ...BODIES[says],
      timestamp: new Date(Date.UTC(2026, 2, 2, 10, 0, second)).toISOString().replace(".000Z", "Z"),
      metadata: { revision: `main@sha1:${revision}`, ...(says === "succeeded" && { commit_status: "update" }) },
      reportingController: "kustomize-controller",
    }),
  )._unsafeUnwrap();
}

export function batchOf(cluster: string, ...events: readonly FluxEvent[]): LaneBatch<ReporterItem> {
  return batchOfItems(events.map((event) => ({ event, cluster, receivedAt: "2026-03-02T11:00:00Z" })));
}

/**
 * Hands batches of one key to whatever reporter is up, and keeps between them what a lane that can keep does; a reporter
 * may be another one each time, as after a crash.
 */
export function keptBetween(): (reporter: Reporter, batch: LaneBatch<ReporterItem>) => Promise<LaneVerdict> {
  let kept: LaneBatch<ReporterItem>["kept"] = [];
  return async (reporter, batch) => {
    const verdict = await reporter.handle({ ...batch, kept });
    if (verdict.code === "done") {
      kept = [...kept, ...batch.items].filter(({ id }) => verdict.keep?.includes(id));
    }
    return verdict;
  };
}

export function batchOfItems(bodies: readonly ReporterItem[]): LaneBatch<ReporterItem> {
  const [first, ...rest] = bodies.map((body) => ({
    id: eventId(JSON.stringify(body)),
    key: "slot",
    group: "github",
    body,
  }));
  return { key: "slot", items: [first!, ...rest], kept: [], attempt: 1, signal: new AbortController().signal };
}

/** Calls that changed something, as the route with the context, state or event type that tells them apart. */
export function writesOf(github: EmbeddedGitHub): readonly string[] {
  return github.calls
    .filter(({ method, status }) => method !== "GET" && status < 300)
    .map(({ route, requestBody }) => `${route.replace("/repos/{owner}/{repo}/", "")}${detailOf(requestBody)}`);
}

function detailOf(body: GitHubCall["requestBody"]): string {
  if (typeof body !== "object" || body === null) return "";
  const { context, state, event_type: type } = body as Readonly<Record<string, unknown>>;
  return [context, state, type].flatMap((part) => (typeof part === "string" ? [` ${part}`] : [])).join("");
}

/** State of each of our contexts on a commit. */
export async function statesOf(client: GitHubClient, commit: CommitAddress): Promise<Readonly<Record<string, string>>> {
  const statuses = (await readStatuses(client, commit, { creators: [BOT] }))._unsafeUnwrap();
  return Object.fromEntries(statuses.map(({ context, state }) => [context, state]));
}

async function shaOf(client: GitHubClient, path: string, ref: string): Promise<{ readonly sha?: string }> {
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/contents/{path}", {
      owner: "acme",
      repo: "shop-manifests",
      path,
      ref,
    });
    return "sha" in data ? { sha: data.sha } : {};
  } catch {
    return {};
  }
}

/** A lock with another release in the same slot. */
export function nextLock({ source }: Shop, environment = "stage", id = "r-fedcba9876543210"): string {
  const lock = lockOf({ environment, source });
  return encodeLock({ ...lock, release: { ...lock.release, id } });
}

/** A clock that stands still, with pauses without waiting. */
export function clockAt(time: string): Clock {
  return { now: () => Date.parse(time), sleep: () => new Promise((resolve) => setImmediate(resolve)) };
}

/** States of all deployments of the code repository, the newest first. */
export async function deploymentStates({ client }: Shop): Promise<readonly string[]> {
  const repository = { owner: "acme", repo: "shop" };
  const { data } = await client.request("GET /repos/{owner}/{repo}/deployments", repository);
  const statuses = await Promise.all(
    data.map(({ id }) =>
      client.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
        ...repository,
        deployment_id: Number(id),
      }),
    ),
  );
  return statuses.flatMap((answer) => answer.data.map(({ state }) => state));
}

/** The slot of the environment that has two targets. */
export const STAGE: ReportedSlot = {
  repository: MANIFESTS,
  slot: "stage/cart",
  environment: "stage",
  app: "cart",
  path: "envs/stage/cart",
  targets: ["stage-eu", "stage-us"],
  next: [],
};
