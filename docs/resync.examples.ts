import type { KubernetesGet, Reporter } from "@gitops/github-reporter";

//#region host
import { setTimeout as delay } from "node:timers/promises";

import { kubernetesStateSource, resync } from "@gitops/github-reporter";

/** Reads the cluster every five minutes, until the signal aborts. */
export async function keepInSync(reporter: Reporter, get: KubernetesGet, stop: AbortSignal): Promise<void> {
  const source = kubernetesStateSource({ get });
  while (!stop.aborted) {
    const pass = await resync({
      source,
      cluster: "prod-eu",
      accept: (event, origin) => reporter.accept(event, origin),
      // A cluster that does not answer must not stop the passes that follow.
      signal: AbortSignal.any([stop, AbortSignal.timeout(120_000)]),
    });
    pass.match(
      (report) => {
        console.log(report);
      },
      ({ code, message }) => {
        console.error(code, message);
      },
    );
    await delay(300_000, undefined, { signal: stop }).catch(() => undefined);
  }
}
//#endregion

//#region inCluster
import { readFile } from "node:fs/promises";

const { KUBERNETES_SERVICE_HOST: host = "kubernetes.default.svc", KUBERNETES_SERVICE_PORT: port = "443" } = process.env;
const TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/** Asks the API server of the cluster that the program runs in. */
export const getInCluster: KubernetesGet = async (path, { signal }) => {
  // Kubernetes renews the file, so it is read each time.
  const token = (await readFile(TOKEN, "utf8")).trim();
  const address = host.includes(":") ? `[${host}]` : host;
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  const response = await fetch(`https://${address}:${port}${path}`, { headers, signal });
  if (!response.ok) throw Object.assign(new Error("The Kubernetes API refused"), { status: response.status });
  return response.json();
};
//#endregion

//#region kubeConfig
import http from "node:http";
import https from "node:https";
import { json } from "node:stream/consumers";

/** What is used of the KubeConfig of `@kubernetes/client-node`. */
interface KubeConfig {
  getCurrentCluster(): { readonly server: string } | null;
  applyToHTTPSOptions(options: https.RequestOptions): Promise<void>;
}

/** Asks the cluster of a kubeconfig, with any kind of credentials that its client knows. */
export const getWith =
  (config: KubeConfig): KubernetesGet =>
  async (path, { signal }) => {
    const url = new URL(`${config.getCurrentCluster()?.server.replace(/\/$/, "") ?? ""}${path}`);
    const options: https.RequestOptions = { headers: { accept: "application/json" }, signal };
    await config.applyToHTTPSOptions(options);
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      (url.protocol === "http:" ? http : https).get(url, options, resolve).on("error", reject);
    });
    if (response.statusCode === 200) return json(response);
    response.resume();
    throw Object.assign(new Error("The Kubernetes API refused"), { status: response.statusCode });
  };
//#endregion

//#region kubectl
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What kubectl writes in place of a status, as in `Error from server (Forbidden): …` or `error: … (Unauthorized)`. */
const STATUSES: Readonly<Record<string, number>> = { Unauthorized: 401, Forbidden: 403, NotFound: 404, Expired: 410 };

/** Asks the cluster of a context through kubectl. */
export const getByKubectl =
  (context: string, kubectl = "kubectl"): KubernetesGet =>
  async (path, { signal }) => {
    const args = ["--context", context, "get", "--raw", path];
    try {
      const { stdout } = await promisify(execFile)(kubectl, args, { signal, maxBuffer: 256 * 1024 * 1024 });
      return JSON.parse(stdout) as unknown;
    } catch (cause) {
      const [, reason = ""] = /^error.* \((\w+)\)/im.exec(String(cause)) ?? [];
      throw Object.assign(new Error("kubectl failed", { cause }), { status: STATUSES[reason] });
    }
  };
//#endregion
