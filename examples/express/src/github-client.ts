import {
  createGitHubClient,
  findInstallation,
  whoAmI,
  type GitHubAuth,
  type GitHubClient,
} from "@gitops/github-reporter";

import type { Settings } from "./settings.ts";

/** A client for GitHub and the login that it writes under. */
export interface Identified {
  readonly client: GitHubClient;
  readonly login: string;
}

/** Makes the client from the settings: a token, or an App whose installation is looked up unless it is named. */
export async function connectToGitHub({
  github: { auth, apiUrl, writesPerMinute },
  manifestsRepository,
}: Pick<Settings, "github" | "manifestsRepository">): Promise<Identified> {
  const create = (credentials: GitHubAuth): GitHubClient =>
    createGitHubClient({
      auth: credentials,
      baseUrl: apiUrl,
      writesPerMinute,
      burst: Math.ceil(writesPerMinute / 3),
      // Who raises it has a GitHub without rate limits; else GitHub's limit of an hour holds as well.
      ...(writesPerMinute > 60 && { writesPerHour: 60 * writesPerMinute }),
      notificationIntervalMs: Math.min(1_000, Math.ceil(60_000 / writesPerMinute)),
      // The lane and the reconciler wait for rate limits, so that no request is held back inside the client.
      maxWaitSeconds: 0,
    });

  if ("token" in auth) return identify(create(auth));
  const { appId, privateKey } = auth;
  const installed = auth.installationId ?? (await installationOf(create({ appId, privateKey }), manifestsRepository));
  return identify(create({ appId, privateKey, installationId: installed }));
}

async function identify(client: GitHubClient): Promise<Identified> {
  const login = await whoAmI(client);
  if (login.isErr()) throw login.error;
  return { client, login: login.value };
}

async function installationOf(app: GitHubClient, repository: string): Promise<number> {
  const found = await findInstallation(app, repository);
  if (found.isErr()) throw found.error;
  return found.value;
}
