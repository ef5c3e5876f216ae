import { parseFluxEvent } from "@gitops/flux-events";
import {
  createGitHubClient,
  encodeLock,
  type LaneItem,
  LOCK_FILE,
  type ReporterItem,
  type ResolveTarget,
} from "@gitops/github-reporter";
import { type EmbeddedGitHub, startGitHub } from "@gitops/testing";

export const BOT = "acme-gitops[bot]";
const TOKEN = "bot-token";
const CODE = "acme/shop";
export const MANIFESTS = "acme/shop-manifests";

/** A GitHub with a code commit, and a commit that introduced the lock of prod/cart. */
export interface Shop {
  readonly github: EmbeddedGitHub;
  readonly introduced: string;
}

export async function openShop(): Promise<Shop> {
  const github = await startGitHub({ accounts: [{ login: BOT, token: TOKEN }] });
  const code = await github.createRepository(CODE, { files: { "README.md": "shop\n" } });
  github.onRepositoryDispatch(CODE, () => undefined, { runName: ({ clientPayload }) => String(clientPayload["id"]) });
  const manifests = await github.createRepository(MANIFESTS, {
    files: { [`envs/prod/cart/${LOCK_FILE}`]: lockOf(code.head!) },
  });
  return { github, introduced: manifests.head! };
}

/** A client whose own limits are out of the way, for what is measured is not how it waits for them. */
export function clientOf({ url }: EmbeddedGitHub): ReturnType<typeof createGitHubClient> {
  return createGitHubClient({ auth: { token: TOKEN }, baseUrl: url, burst: 1e6, writesPerMinute: 1e6 });
}

/** Finds prod/cart on some clusters. */
export function resolverOf(targets: readonly string[]): ResolveTarget {
  return (_event, cluster) => ({
    repository: MANIFESTS,
    slot: "prod/cart",
    environment: "prod",
    app: "cart",
    path: "envs/prod/cart",
    target: cluster,
    targets,
    next: [],
  });
}

const SAYINGS = {
  progressing: { severity: "info", reason: "Progressing", message: "Deployment/shop/cart configured" },
  succeeded: {
    severity: "info",
    reason: "ReconciliationSucceeded",
    message: "Reconciliation finished in 94.4ms, next run in 10m0s",
  },
};

/** An event of a Kustomization, some seconds after ten o'clock. */
export function fluxEvent(
  says: keyof typeof SAYINGS,
  { revision, second, name = "cart" }: { readonly revision: string; readonly second: number; readonly name?: string },
): string {
  return JSON.stringify({
    involvedObject: { kind: "Kustomization", namespace: "flux-system", name },
    ...SAYINGS[says],
    timestamp: new Date(Date.UTC(2026, 2, 2, 10, 0, second)).toISOString().replace(".000Z", "Z"),
    metadata: { revision: `main@sha1:${revision}` },
    reportingController: "kustomize-controller",
  });
}

/** What a reporter puts into its lane. */
export function itemOf(body: string, cluster: string, id: string): LaneItem<ReporterItem> {
  const event = parseFluxEvent(body)._unsafeUnwrap();
  return { id, key: "prod/cart", group: "github", body: { event, cluster, receivedAt: "2026-03-02T11:00:00Z" } };
}

function lockOf(source: string): string {
  const digest = `sha256:${"c0ffee00".repeat(8)}`;
  return encodeLock({
    schema: 1,
    slot: "prod/cart",
    app: "cart",
    environment: "prod",
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
  });
}
