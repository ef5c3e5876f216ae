import { openPull } from "./open-pull.ts";
import { refusal, type Probe } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";

const PULLS = "/repos/{owner}/{repo}/pulls";
const PULL = `${PULLS}/{pull_number}`;

/** What promotion relies on when it proposes. */
export const pullRequestProbes: readonly Probe[] = [
  {
    behaviour: "A second pull request from the same head to the same base is refused",
    source: "gm3dmo/the-power#175",
    expected: { status: 422, reason: "A pull request already exists for ..." },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { base, head } = await openPull(sandbox);
      return refusal(await sandbox.ask(`POST ${PULLS}`, { title: "Again", base, head }));
    },
  },
  {
    behaviour: "A pull request without a commit is refused",
    source: "tgymnich/fork-sync#112",
    expected: { status: 422, reason: "No commits between ... and ..." },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const [base, head] = [await sandbox.createBranch(), await sandbox.createBranch()];
      return refusal(await sandbox.ask(`POST ${PULLS}`, { title: "Nothing", base, head }));
    },
  },
  {
    behaviour: "A pull request between unrelated histories is refused",
    source: "mislav/hub#2322",
    expected: { status: 422, reason: "The ... branch has no history in common with ..." },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const [base, head] = [await sandbox.createBranch(), await sandbox.createUnrelatedBranch()];
      return refusal(await sandbox.ask(`POST ${PULLS}`, { title: "Unrelated", base, head }));
    },
  },
  {
    behaviour: "A body has at most 65,536 characters",
    source: "renovatebot/renovate#2032",
    expected: { longest: 200, refused: 422 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openPull(sandbox);
      const edit = async (length: number): Promise<number> =>
        (await sandbox.ask(`PATCH ${PULL}`, { pull_number: number, body: "x".repeat(length) })).status;
      return { longest: await edit(65_536), refused: await edit(65_537) };
    },
  },
  {
    behaviour: "The list is filtered by head only when it names the owner",
    source: "assumption beside https://docs.github.com/rest/pulls/pulls#list-pull-requests",
    expected: { withOwner: 1, withoutOwner: "all" },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { head: branch, number } = await openPull(sandbox);
      await openPull(sandbox);
      const { head } = await sandbox.call<{ readonly head: { readonly label: string } }>(`GET ${PULL}`, {
        pull_number: number,
      });
      const count = async (filter: string): Promise<number> =>
        (await sandbox.call<readonly unknown[]>(`GET ${PULLS}`, { head: filter, per_page: 100 })).length;
      return { withOwner: await count(head.label), withoutOwner: (await count(branch)) > 1 ? "all" : "filtered" };
    },
  },
  {
    behaviour: "base.sha stays the tip of the base branch at the last push to the head",
    source: "assumption",
    expected: true,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const baseOf = async (number: number): Promise<string> =>
        (await sandbox.call<{ readonly base: { readonly sha: string } }>(`GET ${PULL}`, { pull_number: number })).base
          .sha;
      const { base, number } = await openPull(sandbox);
      const before = await baseOf(number);
      await sandbox.commitFile(base, "moved.txt", "1\n");
      return (await baseOf(number)) === before;
    },
  },
  {
    behaviour: "A pull request is closed when its branch is deleted",
    source:
      "https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-branches-in-your-repository/deleting-and-restoring-branches-in-a-pull-request",
    expected: { state: "closed", merged: false },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { head, number } = await openPull(sandbox);
      await sandbox.call("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ref: `heads/${head}` });
      return closedState(sandbox, number);
    },
  },
  {
    behaviour: "A pull request is merged when its commits are pushed to the base",
    source:
      "https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#indirect-merges",
    expected: { state: "closed", merged: true },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { base, headSha, number } = await openPull(sandbox);
      await sandbox.call("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ref: `heads/${base}`, sha: headSha });
      return closedState(sandbox, number);
    },
  },
  {
    behaviour: "Nobody approves their own pull request",
    source: "hubtty/hubtty#33",
    expected: 422,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openPull(sandbox);
      return (await sandbox.ask(`POST ${PULL}/reviews`, { pull_number: number, event: "APPROVE" })).status;
    },
  },
  {
    behaviour: "A label that the repository does not know is created when a pull request gets it",
    source: "https://docs.github.com/rest/issues/labels#add-labels-to-an-issue; the colour is an assumption",
    expected: "ededed",
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { number } = await openPull(sandbox);
      const name = sandbox.uniqueName();
      const labels = await sandbox.call<readonly { readonly name: string; readonly color: string }[]>(
        "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
        { issue_number: number, labels: [name] },
      );
      sandbox.later("DELETE /repos/{owner}/{repo}/labels/{name}", { name });
      return labels.find((label) => label.name === name)?.color;
    },
  },
];

/** GitHub closes a pull request some time after what closes it. */
async function closedState(sandbox: Sandbox, number: number): Promise<unknown> {
  const stateOf = (body: unknown) => {
    const { state, merged } = body as { readonly state: string; readonly merged: boolean };
    return { state, merged };
  };
  const isClosed = ({ body }: { readonly body: unknown }): boolean => stateOf(body).state === "closed";
  return stateOf((await sandbox.askUntil(isClosed, `GET ${PULL}`, { pull_number: number })).body);
}
