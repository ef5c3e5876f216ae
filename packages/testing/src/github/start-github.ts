import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DEFAULT_ACCOUNT, toAccount, type Account } from "./account.ts";
import type { EmbeddedGitHub, EmbeddedGitHubOptions, GitHubCall } from "./embedded-github.ts";
import { openGitRepository } from "./git/git-repository.ts";
import { createLinks } from "./http/links.ts";
import { createRateLimiter } from "./http/rate-limit.ts";
import { createRestServer } from "./http/rest-server.ts";
import { createRouter } from "./http/router.ts";
import { timestamp, type GitHubInstance } from "./instance.ts";
import { firstCommit } from "./pushes/first-commit.ts";
import { createRepository, type Repository } from "./records/repository.ts";
import { createRecords } from "./records/repository-records.ts";
import { globalRoutes, repositoryRoutes } from "./rest/routes.ts";

/**
 * Starts an embedded GitHub on loopback.
 *
 * @returns the running GitHub; close it when the test ends.
 * @see https://docs.github.com/rest
 */
export async function startGitHub(options: EmbeddedGitHubOptions = {}): Promise<EmbeddedGitHub> {
  const { now = () => new Date(), port = 0, accounts: accountOptions = [DEFAULT_ACCOUNT] } = options;
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), "embedded-github-")));
  const calls: GitHubCall[] = [];
  const accounts: Account[] = [];
  const repositories = new Map<string, Repository>();
  let lastId = 1000;
  const nextId = (): number => (lastId += 1);

  const server = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const github: GitHubInstance = {
    links: createLinks(origin),
    accounts: {
      all: accounts,
      byLogin: (login) => accounts.find((account) => account.login.toLowerCase() === login.toLowerCase()),
    },
    repositories: {
      get all() {
        return [...repositories.values()];
      },
      byName: (owner, name) => repositories.get(`${owner}/${name}`.toLowerCase()),
    },
    now,
    startedAt: timestamp(now()),
    nextId,
  };
  const addAccount: EmbeddedGitHub["addAccount"] = (account) => {
    const added = toAccount(nextId(), account);
    accounts.push(added);
    return added;
  };
  for (const account of accountOptions) addAccount(account);

  const serve = createRestServer({
    github,
    router: createRouter(globalRoutes, repositoryRoutes),
    rateLimiter: createRateLimiter(options.requestsPerHour ?? 1_000_000, now),
    log: (call) => calls.push(call),
  });
  server.on("request", (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });

  return {
    url: origin,
    webUrl: origin,
    accounts,
    get token() {
      return accounts[0]?.token ?? "";
    },
    calls,
    now,
    gitUrl: (repository) => `${origin}/${repository}.git`,
    addAccount,
    async createRepository(fullName, { defaultBranch = "main", description, files } = {}) {
      const [owner, name, ...rest] = fullName.split("/");
      if (!owner || !name || rest.length > 0)
        throw new TypeError(`A repository is named "owner/name", not "${fullName}".`);
      if (repositories.has(fullName.toLowerCase())) throw new Error(`The repository ${fullName} exists already.`);
      const git = openGitRepository(join(directory, owner, `${name}.git`), defaultBranch);
      const time = timestamp(now());
      const settings = {
        id: nextId(),
        owner,
        name,
        description: description ?? null,
        defaultBranch,
        createdAt: time,
        updatedAt: time,
        pushedAt: time,
      };
      const repository = createRepository(git, createRecords(settings));
      repositories.set(fullName.toLowerCase(), repository);
      const head = files === undefined ? undefined : await firstCommit(github, repository, files);
      return { fullName, defaultBranch, head, directory: git.directory };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([...repositories.values()].map(({ git }) => git.close()));
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}
