import { awaitMergeable, CHANGED, openMergeablePull, openPull } from "./open-pull.ts";
import { refusal, type Probe } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";

interface WithSha {
  readonly sha: string;
}

const MERGE = "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge";

/** What promotion relies on when it merges, and the reporter when it asks which commit brought a lock. */
export const mergeProbes: readonly Probe[] = [
  {
    behaviour: "A merge is refused when the head is not the one named",
    source: "dlang/dlang-bot#77",
    expected: { status: 409, reason: "Head branch was modified. Review and try the merge again." },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openMergeablePull(sandbox);
      return refusal(await sandbox.ask(MERGE, { pull_number: number, sha: "0123456789".repeat(4) }));
    },
  },
  {
    behaviour: "A merge of what conflicts with its base is refused",
    source: "https://docs.github.com/rest/pulls/pulls#merge-a-pull-request",
    expected: { mergeable: false, merge: { status: 405, reason: "Pull Request is not mergeable" } },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { base, number } = await openPull(sandbox);
      await sandbox.commitFile(base, CHANGED, '{"release":"other"}\n');
      const mergeable = await awaitMergeable(sandbox, number, false);
      return { mergeable, merge: refusal(await sandbox.ask(MERGE, { pull_number: number })) };
    },
  },
  {
    behaviour: "A merge that was done is refused the second time",
    source: "https://docs.github.com/rest/pulls/pulls#merge-a-pull-request",
    expected: { first: 200, second: 405 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openMergeablePull(sandbox);
      const first = await sandbox.ask(MERGE, { pull_number: number });
      const second = await sandbox.ask(MERGE, { pull_number: number });
      return { first: first.status, second: second.status };
    },
  },
  ...(["merge", "squash", "rebase"] as const).map(toIntroductionProbe),
  {
    behaviour: "GitHub itself commits a merge and a squash, who merges commits a rebase",
    source:
      "assumption for the rebase, beside https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges",
    expected: { merge: "GitHub", squash: "GitHub", rebase: "who merged" },
    async observe(sandbox: Sandbox): Promise<unknown> {
      return {
        merge: await committerOf(sandbox, "merge"),
        squash: await committerOf(sandbox, "squash"),
        rebase: await committerOf(sandbox, "rebase"),
      };
    },
  },
  {
    behaviour: "The pull requests of a commit include the one that merged it",
    source: "https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit",
    expected: true,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openMergeablePull(sandbox);
      const { sha } = await sandbox.call<WithSha>(MERGE, { pull_number: number, merge_method: "squash" });
      const includes = ({ body }: { readonly body: unknown }): boolean =>
        (body as readonly { readonly number: number }[]).some((pull) => pull.number === number);
      const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls";
      return includes(await sandbox.askUntil(includes, route, { commit_sha: sha }));
    },
  },
];

/** The commit that the evidence of a release is written to: the same for everyone who asks, however it was merged. */
function toIntroductionProbe(method: "merge" | "squash" | "rebase"): Probe {
  return {
    behaviour: `The commit list of a path starts with the commit that brought its content (${method})`,
    source: "https://docs.github.com/rest/commits/commits#list-commits",
    // A merge commit brings nothing of its own: git leaves it out when it follows a path.
    expected: method === "merge" ? "the commit of the head branch" : "the commit on the base branch",
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { base, headSha, number } = await openMergeablePull(sandbox);
      const merged = await sandbox.call<WithSha>(MERGE, { pull_number: number, merge_method: method });
      await sandbox.commitFile(base, "unrelated.txt", "later\n");
      const query = { path: CHANGED, sha: base, per_page: 1 };
      const [introducing] = await sandbox.call<readonly WithSha[]>("GET /repos/{owner}/{repo}/commits", query);
      if (introducing?.sha === headSha) return "the commit of the head branch";
      return introducing?.sha === merged.sha ? "the commit on the base branch" : introducing?.sha;
    },
  };
}

async function committerOf(sandbox: Sandbox, method: string): Promise<string> {
  const { number } = await openMergeablePull(sandbox);
  const { sha } = await sandbox.call<WithSha>(MERGE, { pull_number: number, merge_method: method });
  const { login } = await sandbox.call<{ readonly login: string }>("GET /user");
  const { commit, committer } = await sandbox.call<{
    readonly commit: { readonly committer: { readonly name: string } };
    readonly committer: { readonly login: string } | null;
  }>("GET /repos/{owner}/{repo}/commits/{ref}", { ref: sha });
  return committer?.login === login ? "who merged" : commit.committer.name;
}
