import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Account } from "../account.ts";
import { gitEnvironment } from "../git/run-git.ts";
import type { GitHubInstance } from "../instance.ts";
import { followRefChange } from "../pushes/push-ref.ts";
import type { RefChange } from "../pushes/ref-change.ts";
import type { Repository } from "../records/repository.ts";
import { authenticate } from "./authenticate.ts";

/** A request of Git's smart HTTP protocol. */
export interface GitHttpRequest {
  readonly repository: string;
  readonly owner: string;
  /** Path below the repository, e.g. `info/refs`. */
  readonly service: string;
  readonly query: string;
  readonly isPush: boolean;
}

/** Recognises `/{owner}/{name}.git/info/refs` and the two services of Git; undefined for any other request. */
export function readGitHttpRequest(url: URL): GitHttpRequest | undefined {
  const pattern = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;
  const [, owner, repository, service] = pattern.exec(url.pathname) ?? [];
  if (owner === undefined || repository === undefined || service === undefined) return undefined;
  const isPush = service === "git-receive-pack" || url.searchParams.get("service") === "git-receive-pack";
  return { owner, repository, service, query: url.search.slice(1), isPush };
}

/**
 * Serves clones and pushes through Git's own `git http-backend`.
 *
 * Everybody may read. A push needs the token of an account, and has the same consequences as a change by the API.
 *
 * @see https://git-scm.com/docs/git-http-backend
 */
export async function serveGit(
  github: GitHubInstance,
  request: GitHttpRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const repository = github.repositories.byName(request.owner, request.repository);
  if (repository === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end("Repository not found.\n");
    return;
  }
  const account = findAccount(github, incoming);
  if (account === "unknown" || (request.isPush && account === undefined)) {
    response.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"', "content-type": "text/plain" });
    response.end("Invalid username or token.\n");
    return;
  }
  if (request.isPush && account?.permission === "read") {
    response.writeHead(403, { "content-type": "text/plain" });
    response.end(`Permission to ${request.owner}/${request.repository}.git denied to ${account.login}.\n`);
    return;
  }
  if (request.service !== "git-receive-pack" || account === undefined) {
    await runBackend(repository, request, account, incoming, response);
    response.end();
    return;
  }
  await repository.exclusive(async () => {
    const before = repository.git.refs.list("refs/");
    await runBackend(repository, request, account, incoming, response);
    for (const change of changesBetween(before, repository.git.refs.list("refs/"))) {
      await followRefChange({ github, repository, actor: account }, change);
    }
    github.saveSoon();
    // Only now: whoever sees the push end sees its consequences, too.
    response.end();
  });
}

function findAccount(github: GitHubInstance, incoming: IncomingMessage): Account | "unknown" | undefined {
  try {
    const { accounts, apps } = github;
    return authenticate(incoming.headers.authorization, { accounts: accounts.all, apps }).account;
  } catch {
    return "unknown";
  }
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly RefChange[] {
  const refs = new Set([...before.keys(), ...after.keys()]);
  return [...refs]
    .map((ref) => ({ ref, from: before.get(ref), to: after.get(ref) }))
    .filter(({ from, to }) => from !== to);
}

/** Runs the backend as a CGI program; the response is begun but not ended. */
function runBackend(
  repository: Repository,
  request: GitHttpRequest,
  account: Account | undefined,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers } = incoming;
  const child = spawn("git", ["http-backend"], {
    env: {
      ...gitEnvironment(),
      GIT_PROJECT_ROOT: repository.git.directory,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: `/${request.service}`,
      QUERY_STRING: request.query,
      REQUEST_METHOD: incoming.method,
      REMOTE_ADDR: "127.0.0.1",
      REMOTE_USER: account?.login,
      CONTENT_TYPE: headers["content-type"],
      CONTENT_LENGTH: headers["content-length"],
      HTTP_CONTENT_ENCODING: headers["content-encoding"],
      HTTP_GIT_PROTOCOL: headers["git-protocol"]?.toString(),
    },
  });
  return new Promise((resolve, reject) => {
    let head: Buffer | undefined = Buffer.alloc(0);
    child.stdout.on("data", (chunk: Buffer) => {
      if (head === undefined) {
        response.write(chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      writeHead(response, head.toString("latin1", 0, end));
      response.write(head.subarray(end + 4));
      head = undefined;
    });
    child.on("error", reject);
    child.on("close", () => {
      if (head !== undefined) response.writeHead(500);
      resolve();
    });
    child.stderr.resume();
    child.stdin.on("error", () => undefined);
    incoming.pipe(child.stdin);
  });
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === "status") status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}
