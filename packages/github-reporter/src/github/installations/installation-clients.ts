import type { GitHubClient } from "../call.ts";
import { createGitHubClient, type GitHubClientOptions } from "../client/client.ts";
import { deferredClient } from "./deferred-client.ts";
import { repositoryParameters } from "../repository.ts";
import { abortable } from "../client/timeout.ts";

/** Options of {@link createInstallationClients}: those of a client, with an App in place of its credentials. */
export interface InstallationClientsOptions extends Omit<GitHubClientOptions, "auth"> {
  /** Id or client id of the GitHub App. */
  readonly appId: number | string;
  /** Private key of the App, PEM. */
  readonly privateKey: string;
}

/** Milliseconds after which a failure makes an installation be looked up again: it may have been replaced. */
const TRUSTED_MS = 60_000;
const MAY_BE_GONE = [401, 403, 404];

interface Found {
  readonly client: Promise<GitHubClient>;
  readonly at: number;
}

/**
 * Makes a client for each repository that acts as the installation of a GitHub App there, wherever that is.
 *
 * An App is installed once for each owner: its first request asks for the installation, the others use what it found.
 * Repositories of one owner share a token and the write limits. Where the App is not installed, requests fail with
 * `GITHUB_REQUEST_FAILED` and status 404, and the next one asks again.
 *
 * @returns the function that other parts take in place of a client; it throws TypeError for what is no `owner/name`.
 * @throws TypeError for a base that is not the REST API and for a private key that is none, RangeError for a limit below 1.
 * @example
 * ```ts source="./installation-clients.examples.ts#createInstallationClients_basic"
 * const clients = createInstallationClients({ appId, privateKey });
 * const login = await whoAmI(clientFor(clients, "acme/shop-manifests"));
 * ```
 * @see https://docs.github.com/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app
 */
export function createInstallationClients(options: InstallationClientsOptions): (repository: string) => GitHubClient {
  const { appId, privateKey, ...clientOptions } = options;
  const app = createGitHubClient({ ...clientOptions, auth: { appId, privateKey } });
  const { baseUrl } = app.request.endpoint.DEFAULTS;
  const byInstallation = new Map<number, GitHubClient>();
  const byOwner = new Map<string, Found>();

  const clientOf = (installationId: number): GitHubClient => {
    const client =
      byInstallation.get(installationId) ??
      createGitHubClient({ ...clientOptions, auth: { appId, privateKey, installationId } });
    byInstallation.set(installationId, client);
    return client;
  };

  const find = (owner: string, repo: string): Found => {
    const key = owner.toLowerCase();
    const known = byOwner.get(key);
    if (known !== undefined) return known;
    const asked = app.request("GET /repos/{owner}/{repo}/installation", { owner, repo });
    const found = { client: asked.then(({ data }) => clientOf(data.id)), at: performance.now() };
    byOwner.set(key, found);
    // Whoever waits for it sees the failure; the next one asks anew.
    found.client.catch(() => byOwner.delete(key));
    return found;
  };

  const forgetDoubtful = (owner: string, found: Found, status: unknown): void => {
    const key = owner.toLowerCase();
    const isOld = performance.now() - found.at > TRUSTED_MS;
    if (isOld && MAY_BE_GONE.includes(Number(status)) && byOwner.get(key) === found) byOwner.delete(key);
  };

  return (repository) => {
    const { owner, repo } = repositoryParameters(repository);
    return deferredClient(baseUrl, async (send, signal) => {
      const found = find(owner, repo);
      const client = await (signal === undefined ? found.client : abortable(found.client, signal));
      try {
        return await send(client);
      } catch (error) {
        forgetDoubtful(owner, found, (error as { readonly status?: unknown }).status);
        throw error;
      }
    });
  };
}
