import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import type { Answer, Parameters, Rest } from "./rest.ts";

/** A corner of a repository that the probes may change, and that is emptied afterwards. */
export interface Sandbox {
  /** Sends a request and returns the answer, whatever its status. */
  readonly ask: Rest;
  /** Sends a request that has to succeed and returns the decoded answer; throws with GitHub's message otherwise. */
  readonly call: <Body>(route: string, parameters?: Parameters) => Promise<Body>;
  /** A name that nothing else in the repository has, different at every call; safe in branches and environments. */
  readonly uniqueName: () => string;
  /** Creates a branch at the first commit of the sandbox and returns its name. */
  readonly createBranch: () => Promise<string>;
  /** Creates a branch that shares no commit with the others and returns its name. */
  readonly createUnrelatedBranch: () => Promise<string>;
  /** Commits one file on a branch through the Git database and returns the new commit. */
  readonly commitFile: (branch: string, path: string, content: string) => Promise<string>;
  /** Asks again until the answer is accepted, for what GitHub computes in the background. */
  readonly askUntil: (
    isAccepted: (answer: Answer) => boolean,
    route: string,
    parameters: Parameters,
  ) => Promise<Answer>;
  /** Registers a request that removes what a probe made; run in reverse order. */
  readonly later: (route: string, parameters: Parameters) => void;
}

/** Options of {@link openSandbox}. */
export interface SandboxOptions {
  /** Milliseconds before every request that writes; default 1000, as GitHub asks for in its best practices. */
  readonly pauseMs?: number;
}

/** What {@link openSandbox} returns. */
export interface OpenSandbox {
  readonly sandbox: Sandbox;
  /** Removes everything that was made. Returns one sentence per request that failed. */
  readonly clean: () => Promise<readonly string[]>;
}

interface WithSha {
  readonly sha: string;
}

/** Long ago, so that what GitHub commits in the same second is another commit. */
const AUTHOR = { name: "Verify", email: "verify@example.com", date: "2026-01-02T03:04:05Z" };
const REF = "/repos/{owner}/{repo}/git/refs/{ref}";

/**
 * Opens a sandbox in a repository. Everything in it starts from an own root commit, so no branch of the repository is
 * read or moved.
 *
 * @see https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export async function openSandbox(rest: Rest, options: SandboxOptions = {}): Promise<OpenSandbox> {
  const { pauseMs = 1000 } = options;
  const prefix = `verify-${randomUUID().slice(0, 8)}`;
  const removals: { readonly route: string; readonly parameters: Parameters }[] = [];
  let names = 0;

  const ask: Rest = async (route, parameters) => {
    if (!route.startsWith("GET ")) await sleep(pauseMs);
    return rest(route, parameters);
  };
  const call: Sandbox["call"] = async <Body>(route: string, parameters?: Parameters) => {
    const { status, body } = await ask(route, parameters);
    if (status >= 300) throw new Error(`${route} answered ${status}: ${JSON.stringify(body)}`);
    return body as Body;
  };
  const later: Sandbox["later"] = (route, parameters) => removals.push({ route, parameters });
  const uniqueName = (): string => `${prefix}-${(names += 1)}`;

  const createRoot = async (): Promise<string> => {
    const file = { path: "README.md", mode: "100644", type: "blob", content: `${uniqueName()}\n` };
    const { sha: tree } = await call<WithSha>("POST /repos/{owner}/{repo}/git/trees", { tree: [file] });
    const commit = { message: `Start ${prefix}`, tree, parents: [], author: AUTHOR };
    return (await call<WithSha>("POST /repos/{owner}/{repo}/git/commits", commit)).sha;
  };
  const createBranchAt = async (sha: string): Promise<string> => {
    const branch = uniqueName();
    await call("POST /repos/{owner}/{repo}/git/refs", { ref: `refs/heads/${branch}`, sha });
    later(`DELETE ${REF}`, { ref: `heads/${branch}` });
    return branch;
  };
  const root = await createRoot();

  const sandbox: Sandbox = {
    ask,
    call,
    uniqueName,
    later,
    createBranch: () => createBranchAt(root),
    createUnrelatedBranch: async () => createBranchAt(await createRoot()),
    async commitFile(branch, path, content) {
      const ref = `heads/${branch}`;
      const head = await call<{ readonly object: WithSha }>("GET /repos/{owner}/{repo}/git/ref/{ref}", { ref });
      const tree = await call<WithSha>("POST /repos/{owner}/{repo}/git/trees", {
        base_tree: head.object.sha,
        tree: [{ path, mode: "100644", type: "blob", content }],
      });
      const commit = await call<WithSha>("POST /repos/{owner}/{repo}/git/commits", {
        message: `Change ${path}`,
        tree: tree.sha,
        parents: [head.object.sha],
        author: AUTHOR,
      });
      await call(`PATCH ${REF}`, { ref, sha: commit.sha });
      return commit.sha;
    },
    async askUntil(isAccepted, route, parameters) {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await ask(route, parameters);
        if (isAccepted(answer) || attempt === 10) return answer;
        await sleep(pauseMs);
      }
    },
  };

  const clean = async (): Promise<readonly string[]> => {
    const failures: string[] = [];
    for (const { route, parameters } of removals.reverse()) {
      const { status } = await ask(route, parameters);
      // A reference that is gone is answered 422, everything else 404.
      const isGone = status === (route.endsWith(REF) ? 422 : 404);
      if (status >= 300 && !isGone) {
        failures.push(`${route} ${JSON.stringify(parameters)} answered ${status}: remove it by hand`);
      }
    }
    return failures;
  };
  return { sandbox, clean };
}
