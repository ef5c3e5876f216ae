import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { expect } from "vitest";

import { startConnector, type ConnectorProcess } from "../../examples/demo/src/connector-process.ts";

/** None of these may be seen anywhere. */
export const SECRETS = {
  flux: "flux-secret-5f0c1d",
  webhook: "webhook-secret-77ab02",
  token: "ghp_tokenOfTheConnector0123456789abcdef0",
} as const;

/** What Flux's message says: no log needs it. */
export const PAYLOAD = "payload-that-no-log-needs";

const STATUS_ROUTE = "POST /repos/{owner}/{repo}/statuses/{sha}";

/** The Express connector as a process, on an embedded GitHub and with a lane file that outlives it. */
export interface Rig {
  readonly github: EmbeddedGitHub;
  readonly laneFile: string;
  /** Commit that Flux reports. */
  readonly commit: string;
  /** Starts a connector on the lane file; more settings replace those of the rig. */
  start(settings?: Readonly<Record<string, string>>): Promise<ConnectorProcess>;
  /** Sends an event of Flux that the Kustomization of this name was reconciled; returns the status of the answer. */
  flux(connector: Pick<ConnectorProcess, "url">, name: string, event?: EventOptions): Promise<number>;
  /** How often each context was written. */
  written(): ReadonlyMap<string, number>;
  /** Ends all connectors, and searches what they printed and answered for secrets. */
  close(): Promise<void>;
}

export interface EventOptions {
  /** Bytes of the body. */
  readonly size?: number;
  readonly secret?: string;
  readonly commit?: string;
}

export async function startRig(): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), "connector-rig-"));
  const laneFile = join(folder, "lane.db");
  const github = await startGitHub({ accounts: [{ login: "gitops-bot", token: SECRETS.token }] });
  const commit = (await github.createRepository("acme/fleet", { files: { "app.yaml": "kind: ConfigMap" } })).head ?? "";
  const connectors: ConnectorProcess[] = [];
  const seen: string[] = [];

  return {
    github,
    laneFile,
    commit,
    start: async (settings = {}) => {
      const connector = await startConnector({
        FLUX_WEBHOOK_SECRETS: `dev=${SECRETS.flux}`,
        GITHUB_API_URL: github.url,
        GITHUB_TOKEN: SECRETS.token,
        GITHUB_WEBHOOK_SECRET: SECRETS.webhook,
        GITHUB_WRITES_PER_MINUTE: "6000",
        MANIFESTS_REPO: "acme/fleet",
        LANE_FILE: laneFile,
        ...settings,
      });
      connectors.push(connector);
      return connector;
    },
    flux: async ({ url }, name, options = {}) => {
      const body = eventOf(name, options.commit ?? commit, options.size);
      const answer = await fetch(`${url}/flux/dev`, {
        method: "POST",
        body,
        headers: { "x-signature": sign(body, options.secret ?? SECRETS.flux) },
      });
      seen.push(await answer.text());
      return answer.status;
    },
    written: () => {
      const counts = new Map<string, number>();
      for (const { requestBody } of github.calls.filter(
        ({ route, status }) => route === STATUS_ROUTE && status < 300,
      )) {
        const { context } = requestBody as { readonly context: string };
        counts.set(context, (counts.get(context) ?? 0) + 1);
      }
      return counts;
    },
    close: async () => {
      for (const connector of connectors) {
        const metrics = await fetch(`${connector.url}/metrics`).then(
          (answer) => answer.text(),
          () => "",
        );
        await connector.end("SIGTERM");
        seen.push(metrics, ...connector.log);
      }
      await github.close();
      await rm(folder, { recursive: true });
      const everything = seen.join("\n");
      for (const secret of [...Object.values(SECRETS), PAYLOAD]) expect(everything).not.toContain(secret);
    },
  };
}

/** The context under which the connector without a pipeline reports a Kustomization. */
export function contextOf(name: string): string {
  return `gitops/dev/${name}/dev`;
}

export function sign(body: string, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

export function eventOf(name: string, commit: string, size = 0): string {
  const event = (padding: string): string =>
    JSON.stringify({
      involvedObject: { kind: "Kustomization", namespace: "flux-system", name },
      severity: "info",
      timestamp: "2026-01-01T00:00:00Z",
      message: "Reconciliation finished in 1s, next run in 10m0s",
      reason: "ReconciliationSucceeded",
      metadata: { revision: `main@sha1:${commit}`, summary: PAYLOAD + padding },
      reportingController: "kustomize-controller",
    });
  return event("x".repeat(Math.max(0, size - Buffer.byteLength(event("")))));
}
