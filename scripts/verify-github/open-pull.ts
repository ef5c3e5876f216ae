import type { Sandbox } from "./sandbox.ts";

/** A pull request of a sandbox. */
export interface OpenPull {
  readonly number: number;
  /** Name of the branch it is merged into. */
  readonly base: string;
  /** Name of its own branch. */
  readonly head: string;
  /** Tip of its own branch. */
  readonly headSha: string;
}

/** The file that {@link openPull} changes. */
export const CHANGED = "envs/dev/cart/.gitops-release.json";

/** Opens a pull request that brings one file. */
export async function openPull(sandbox: Sandbox): Promise<OpenPull> {
  const [base, head] = [await sandbox.createBranch(), await sandbox.createBranch()];
  const headSha = await sandbox.commitFile(head, CHANGED, '{"release":"one"}\n');
  const { number } = await sandbox.call<{ readonly number: number }>("POST /repos/{owner}/{repo}/pulls", {
    title: `Verify ${head}`,
    base,
    head,
  });
  return { number, base, head, headSha };
}

/** Opens one and waits: GitHub computes in the background whether it can be merged, and refuses to merge before. */
export async function openMergeablePull(sandbox: Sandbox): Promise<OpenPull> {
  const pull = await openPull(sandbox);
  await awaitMergeable(sandbox, pull.number, true);
  return pull;
}

/** Asks for a pull request until GitHub says whether it can be merged, and returns what it says. */
export async function awaitMergeable(sandbox: Sandbox, number: number, awaited: boolean): Promise<boolean | null> {
  const mergeable = (body: unknown): boolean | null => (body as { readonly mergeable: boolean | null }).mergeable;
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
  const isAwaited = ({ body }: { readonly body: unknown }): boolean => mergeable(body) === awaited;
  const { body } = await sandbox.askUntil(isAwaited, route, { pull_number: number });
  return mergeable(body);
}
