import type { LockReason, ReleaseLock } from "@gitops/github-reporter";

import type { Slot } from "../pipeline/pipeline.ts";

/** GitHub cuts longer subjects. */
const MAX_SUBJECT = 72;
const MAX_VALUE = 500;

/** What a commit makes of one slot. */
interface CommittedSlot {
  readonly slot: Pick<Slot, "id" | "app" | "environment">;
  readonly lock: Pick<ReleaseLock, "release" | "reason">;
}

/** What else the message of a commit may tell. */
interface CommitExtra {
  /** Login of the person who asked for it. */
  readonly by?: string | undefined;
  /** Why, in that person's words. */
  readonly why?: string | undefined;
  /** Address of GitHub for people, without a slash at its end. Default: the message has no address of the code. */
  readonly webUrl?: string | undefined;
}

/**
 * Writes the message of a proposal commit: a subject, and trailers for each slot.
 *
 * The trailers are an index for people, searches and other programs, and never read back: squash merges lose them, and
 * anybody who may push can write any. Those of Argo CD name one commit, so they are there for one release only, with what is
 * known of them: a release has no date and no body, and Argo CD takes only an author with an address.
 *
 * @see https://git-scm.com/docs/git-interpret-trailers
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/source-hydrator/
 * @internal
 */
export function commitMessage(changes: readonly CommittedSlot[], extra: CommitExtra = {}): string {
  const trailers = [
    ...changes.flatMap(({ slot, lock: { release, reason } }) => [
      trailer("Gitops-Release", release.id),
      trailer("Gitops-Slot", slot.id),
      trailer("Gitops-Source", `${release.source.repository}@${release.source.sha}`),
      trailer("Gitops-Reason", reason),
    ]),
    trailer("Gitops-Requested-By", extra.by),
    trailer("Gitops-Why", extra.why),
    ...referenceTrailers(changes, extra.webUrl),
  ].flat();
  return `${subjectOf(changes)}\n\n${trailers.join("\n")}\n`;
}

function referenceTrailers(
  changes: readonly CommittedSlot[],
  webUrl: string | undefined,
): readonly (readonly string[])[] {
  const releases = new Map(changes.map(({ lock: { release } }) => [release.id, release]));
  const [release] = releases.values();
  if (release === undefined || releases.size > 1) return [];
  const { source, author, subject } = release;
  const hasAddress = author !== undefined && /^[^<>]+ <[^<>@\s]+@[^<>@\s]+>$/.test(author);
  return [
    trailer("Argocd-reference-commit-author", hasAddress ? author : undefined),
    trailer("Argocd-reference-commit-sha", source.sha),
    trailer("Argocd-reference-commit-subject", subject),
    trailer("Argocd-reference-commit-repourl", webUrl === undefined ? undefined : `${webUrl}/${source.repository}`),
  ];
}

/** One line, whatever the value holds: a line break in it would start a trailer of somebody else's making. */
function trailer(key: string, value: string | undefined): readonly string[] {
  const line = (value ?? "").replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim();
  return line === "" ? [] : [`${key}: ${Array.from(line).slice(0, MAX_VALUE).join("")}`];
}

const VERBS: Readonly<Record<LockReason, readonly [verb: string, preposition: string]>> = {
  promotion: ["Deploy", "to"],
  "config-change": ["Configure", "in"],
  rollback: ["Roll back", "in"],
  override: ["Deploy", "to"],
};

function subjectOf(changes: readonly CommittedSlot[]): string {
  const reasons = new Set(changes.map(({ lock }) => lock.reason));
  const [reason = "promotion"] = reasons;
  const [verb, preposition] = VERBS[reasons.size > 1 ? "promotion" : reason];
  const names = (all: readonly string[], plural: string): string => {
    const unique = [...new Set(all)];
    const listed = unique.join(", ");
    return listed.length > MAX_SUBJECT / 3 && unique.length > 1 ? `${unique.length} ${plural}` : listed;
  };
  const apps = names(
    changes.map(({ slot }) => slot.app),
    "apps",
  );
  const environments = names(
    changes.map(({ slot }) => slot.environment),
    "environments",
  );
  return `${verb} ${apps} ${preposition} ${environments}`;
}
