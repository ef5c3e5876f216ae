import { refusal, type Probe } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";

const CREATE = "POST /repos/{owner}/{repo}/statuses/{sha}";
const COMBINED = "GET /repos/{owner}/{repo}/commits/{ref}/status";
const LIST = "GET /repos/{owner}/{repo}/commits/{ref}/statuses";

/** What the reporter relies on when it writes and reads back commit statuses. */
export const commitStatusProbes: readonly Probe[] = [
  {
    behaviour: "A status description has at most 140 characters",
    source: "zalando/zappr#378",
    expected: { longest: 201, refused: { status: 422, reason: "description is too long (maximum is 140 characters)" } },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const sha = await sandbox.commitFile(await sandbox.createBranch(), "status.txt", "1\n");
      const post = (length: number) =>
        sandbox.ask(CREATE, { sha, state: "success", context: "verify", description: "x".repeat(length) });
      return { longest: (await post(140)).status, refused: refusal(await post(141)) };
    },
  },
  {
    behaviour: "A status description has no character of four bytes, and counts those of three as one",
    source: "ouzi-dev/commit-status-updater#527; that it counts characters and not bytes is an assumption",
    expected: { longest: 201, refused: { status: 422, reason: "description doesn't accept 4-byte Unicode" } },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const sha = await sandbox.commitFile(await sandbox.createBranch(), "status.txt", "4\n");
      const post = (description: string) =>
        sandbox.ask(CREATE, { sha, state: "success", context: "verify/ships", description });
      return { longest: (await post("\u2693".repeat(140))).status, refused: refusal(await post("\u{1F6A2}")) };
    },
  },
  {
    behaviour: "The context of a status has at most 255 characters",
    source: "runatlantis/atlantis#2506",
    expected: { longest: 201, refused: { status: 422, reason: "context is too long (maximum is 255 characters)" } },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const sha = await sandbox.commitFile(await sandbox.createBranch(), "status.txt", "5\n");
      const post = (context: string) => sandbox.ask(CREATE, { sha, state: "success", context });
      return { longest: (await post("x".repeat(255))).status, refused: refusal(await post("x".repeat(256))) };
    },
  },
  {
    behaviour: "Contexts that differ only by case are one context, of which the latest status counts",
    source: "https://docs.github.com/rest/commits/statuses#create-a-commit-status",
    expected: { state: "success", count: 1 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const sha = await sandbox.commitFile(await sandbox.createBranch(), "status.txt", "2\n");
      await sandbox.call(CREATE, { sha, state: "failure", context: "Verify/Case" });
      await sandbox.call(CREATE, { sha, state: "success", context: "verify/case" });
      const combined = await sandbox.call<{ readonly state: string; readonly total_count: number }>(COMBINED, {
        ref: sha,
      });
      return { state: combined.state, count: combined.total_count };
    },
  },
  {
    behaviour: "Statuses are listed newest first, with the account that made them",
    source: "https://docs.github.com/rest/commits/statuses#list-commit-statuses-for-a-reference",
    expected: { states: ["success", "pending"], isOurs: true },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const sha = await sandbox.commitFile(await sandbox.createBranch(), "status.txt", "3\n");
      const created = await sandbox.call<Status>(CREATE, { sha, state: "pending", context: "verify/order" });
      await sandbox.call(CREATE, { sha, state: "success", context: "verify/order" });
      const listed = await sandbox.call<readonly Status[]>(LIST, { ref: sha });
      const isOurs = listed.every((status) => status.creator?.login === created.creator?.login);
      return { states: listed.map((status) => status.state), isOurs };
    },
  },
];

interface Status {
  readonly state: string;
  readonly creator: { readonly login: string } | null;
}
