import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createAccountBook } from "./account-book.ts";
import { DEFAULT_ACCOUNT } from "./account.ts";
import { createWorkflows } from "./actions/workflows.ts";
import { createAppBook } from "./apps/app-book.ts";
import { createBackground } from "./background.ts";
import type { EmbeddedGitHub, EmbeddedGitHubOptions } from "./embedded-github.ts";
import { createFaultPlan } from "./faults/fault-plan.ts";
import { createReadLag } from "./faults/read-lag.ts";
import type { GitHubCall } from "./github-call.ts";
import { readGitHttpRequest, serveGit } from "./http/git-server.ts";
import { createLinks } from "./http/links.ts";
import { createRateLimiter } from "./http/rate-limit.ts";
import { createRestServer } from "./http/rest-server.ts";
import { createRouter } from "./http/router.ts";
import { restPathOfPage } from "./http/web-page.ts";
import type { GitHubInstance } from "./instance.ts";
import { listenOnLoopback } from "./listen.ts";
import { createRepositoryBook } from "./repository-book.ts";
import { globalRoutes, repositoryRoutes } from "./rest/routes.ts";
import { configureRepository } from "./repository-configuration.ts";
import { createStateFile } from "./state/state-file.ts";
import { createTeamBook } from "./teams/team-book.ts";
import { timestamp } from "./timestamp.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/**
 * Starts an embedded GitHub on loopback: REST, GraphQL, webhooks, and clone and push over HTTP, on real Git objects.
 *
 * It was written from GitHub's documentation and is not GitHub. It needs `git` 2.38 or newer on the search path.
 *
 * @returns the running GitHub; close it when the test ends.
 * @throws TypeError for an account without login or token, and for two accounts with one token.
 * @example
 * ```ts source="./start-github.examples.ts#startGitHub"
 * const github = await startGitHub({ accounts: [{ login: "gitops-bot", token: "a-token" }] });
 * await github.createRepository("acme/shop-manifests", { files: { "envs/dev/cart/app.yaml": "kind: Deployment\n" } });
 * github.addWebhook("acme/shop-manifests", {
 *   url: program.receiveWebhooksAt,
 *   secret: program.webhookSecret,
 *   events: ["push", "pull_request"],
 * });
 * await program.run({ baseUrl: github.url, token: github.token });
 * await github.idle();
 * const writes = github.calls.filter(({ method }) => method !== "GET").map(({ route }) => route);
 * await github.close();
 * ```
 * @see https://docs.github.com/rest
 */
export async function startGitHub(options: EmbeddedGitHubOptions = {}): Promise<EmbeddedGitHub> {
  const { now = () => new Date(), port = 0, requestsPerHour = 1_000_000 } = options;
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), "embedded-github-")));
  const isTemporary = options.directory === undefined;
  const calls: GitHubCall[] = [];
  const repositories = createRepositoryBook(directory);
  const stateFile = createStateFile(join(directory, "github.json"), () => ({
    lastId,
    accountIds: accounts.ids(),
    repositories: repositories.all.map(({ records }) => records),
  }));
  const saved = stateFile.load();
  let lastId = saved?.lastId ?? 1000;
  const nextId = (): number => (lastId += 1);
  const saveSoon = (): void => {
    if (!isTemporary) stateFile.saveSoon();
  };
  const accounts = createAccountBook(saved?.accountIds ?? {}, nextId);
  for (const account of options.accounts ?? [DEFAULT_ACCOUNT]) accounts.add(account);
  for (const records of saved?.repositories ?? []) repositories.open(records);

  const { server, origin, stop } = await listenOnLoopback(port);
  const background = createBackground();
  const faults = createFaultPlan();
  const github: GitHubInstance = {
    links: createLinks(origin),
    accounts,
    apps: createAppBook({
      nextId,
      now,
      addAccount: accounts.add,
      hasRepository: (owner, name) => repositories.byName(owner, name) !== undefined,
    }),
    teams: createTeamBook(nextId, (login) => accounts.byLogin(login)),
    repositories,
    rateLimiter: createRateLimiter(requestsPerHour, now),
    webhooks: createWebhooks(background, now),
    workflows: createWorkflows({ background, now, nextId, onChange: saveSoon }),
    now,
    startedAt: timestamp(now()),
    nextId,
    saveSoon,
  };
  const serveRest = createRestServer({
    github,
    router: createRouter(globalRoutes, repositoryRoutes),
    faults,
    readLag: createReadLag(),
    log: (call) => calls.push(call),
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", origin);
    const gitRequest = readGitHttpRequest(url);
    const restPath = request.method === "GET" ? restPathOfPage(url.pathname) : undefined;
    if (gitRequest !== undefined) await serveGit(github, gitRequest, request, response);
    else if (restPath !== undefined) response.writeHead(302, { location: restPath }).end();
    else await serveRest(url, request, response);
  };
  server.on("request", (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });

  return {
    url: origin,
    webUrl: origin,
    accounts: accounts.all,
    get token() {
      return accounts.all[0]?.token ?? "";
    },
    calls,
    deliveries: github.webhooks.deliveries,
    faults,
    now,
    gitUrl: (repository) => `${origin}/${repository}.git`,
    repositories: () => repositories.all.map(({ fullName }) => fullName),
    createRepository: (repository, creation = {}) => repositories.create(github, repository, creation),
    createTeam: (team, creation) => github.teams.create(team, creation),
    addAccount: accounts.add,
    addApp: (app) => github.apps.add(app),
    configureRepository(repository, settings) {
      configureRepository(github, repository, settings);
    },
    addWebhook(repository, hook) {
      github.webhooks.add(repository, nextId(), hook);
    },
    onRepositoryDispatch: (repository, handler, handling = {}) =>
      github.workflows.onRepositoryDispatch(repository, handler, handling),
    onWorkflowDispatch: (repository, handler, handling) =>
      github.workflows.onWorkflowDispatch(repository, handler, handling),
    idle: () => background.idle(),
    async close() {
      await background.idle();
      await stop();
      await repositories.close();
      stateFile.flush();
      if (isTemporary) await rm(directory, { recursive: true, force: true });
    },
  };
}
