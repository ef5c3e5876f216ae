import { refusal, type Probe } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";

interface Pull {
  readonly number: number;
  readonly base: string;
  readonly head: string;
  readonly headSha: string;
}

const CREATE = "POST /repos/{owner}/{repo}/pulls";
const READ = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
const MERGE = "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge";
const LOCK = "envs/dev/cart/.gitops-release.json";

/** What promotion relies on when it proposes and merges. */
export const pullRequestProbes: readonly Probe[] = [
  {
    behaviour: "A second pull request from the same head to the same base is refused",
    source: "gm3dmo/the-power#175",
    expected: { status: 422, reason: "A pull request already exists for ..." },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { base, head } = await openPull(sandbox);
      return refusal(await sandbox.ask(CREATE, { title: "Again", base, head }));
    },
  },
  {
    behaviour: "A pull request without a commit is refused",
    source: "tgymnich/fork-sync#112",
    expected: { status: 422, reason: "No commits between ... and ..." },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const [base, head] = [await sandbox.createBranch(), await sandbox.createBranch()];
      return refusal(await sandbox.ask(CREATE, { title: "Nothing", base, head }));
    },
  },
  {
    behaviour: "A body has at most 65,536 characters",
    source: "renovatebot/renovate#2032",
    expected: { longest: 200, refused: 422 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openPull(sandbox);
      const edit = (length: number) =>
        sandbox.ask("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
          pull_number: number,
          body: "x".repeat(length),
        });
      return { longest: (await edit(65_536)).status, refused: (await edit(65_537)).status };
    },
  },
  {
    behaviour: "A merge is refused when the head is not the one named",
    source: "https://docs.github.com/rest/pulls/pulls#merge-a-pull-request",
    expected: 409,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openMergeablePull(sandbox);
      return (await sandbox.ask(MERGE, { pull_number: number, sha: "0123456789".repeat(4) })).status;
    },
  },
  {
    behaviour: "A merge of what conflicts with its base is refused",
    source: "https://docs.github.com/rest/pulls/pulls#merge-a-pull-request",
    expected: { mergeable: false, merge: 405 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const pull = await openPull(sandbox);
      await sandbox.commitFile(pull.base, LOCK, '{"release":"other"}\n');
      const answer = await sandbox.askUntil(({ body }) => mergeable(body) === false, READ, {
        pull_number: pull.number,
      });
      return {
        mergeable: mergeable(answer.body),
        merge: (await sandbox.ask(MERGE, { pull_number: pull.number })).status,
      };
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
  ...(["merge", "squash", "rebase"] as const).map((method): Probe => ({
    behaviour: `The commit list of a path starts with the commit that brought its content (${method})`,
    source: "https://docs.github.com/rest/commits/commits#list-commits",
    // A merge commit brings nothing of its own: git leaves it out when it follows a path.
    expected: method === "merge" ? "the commit of the head branch" : "the commit on the base branch",
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { base, number, headSha } = await openMergeablePull(sandbox);
      const merged = await sandbox.call<{ readonly sha: string }>(MERGE, { pull_number: number, merge_method: method });
      await sandbox.commitFile(base, "unrelated.txt", "later\n");
      const [introducing] = await sandbox.call<readonly { readonly sha: string }[]>(
        "GET /repos/{owner}/{repo}/commits",
        { path: LOCK, sha: base, per_page: 1 },
      );
      if (introducing?.sha === headSha) return "the commit of the head branch";
      return introducing?.sha === merged.sha ? "the commit on the base branch" : introducing?.sha;
    },
  })),
  {
    behaviour: "The pull requests of a commit include the one that merged it",
    source: "https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit",
    expected: true,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openMergeablePull(sandbox);
      const { sha } = await sandbox.call<{ readonly sha: string }>(MERGE, {
        pull_number: number,
        merge_method: "squash",
      });
      const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls";
      const names = (body: unknown): boolean =>
        (body as readonly { readonly number: number }[]).some((pull) => pull.number === number);
      const { body } = await sandbox.askUntil((answer) => names(answer.body), route, { commit_sha: sha });
      return names(body);
    },
  },
  {
    behaviour: "A label that the repository does not know is created when a pull request gets it",
    source: "https://docs.github.com/rest/issues/labels#add-labels-to-an-issue",
    expected: true,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openPull(sandbox);
      const name = sandbox.uniqueName();
      const labels = await sandbox.call<readonly { readonly name: string }[]>(
        "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
        { issue_number: number, labels: [name] },
      );
      sandbox.later("DELETE /repos/{owner}/{repo}/labels/{name}", { name });
      return labels.some((label) => label.name === name);
    },
  },
];

/** Opens a pull request that brings a release lock. */
async function openPull(sandbox: Sandbox): Promise<Pull> {
  const [base, head] = [await sandbox.createBranch(), await sandbox.createBranch()];
  const headSha = await sandbox.commitFile(head, LOCK, '{"release":"one"}\n');
  const { number } = await sandbox.call<{ readonly number: number }>(CREATE, { title: `Verify ${head}`, base, head });
  return { number, base, head, headSha };
}

/** GitHub computes in the background whether a pull request can be merged; a merge before that is refused. */
async function openMergeablePull(sandbox: Sandbox): Promise<Pull> {
  const pull = await openPull(sandbox);
  await sandbox.askUntil(({ body }) => mergeable(body) === true, READ, { pull_number: pull.number });
  return pull;
}

function mergeable(body: unknown): boolean | null {
  return (body as { readonly mergeable: boolean | null }).mergeable;
}
