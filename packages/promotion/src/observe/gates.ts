import { callGitHub, readStatuses, type GitHubError } from "@gitops/github-reporter";
import { ok, okAsync, ResultAsync } from "neverthrow";

import type { KnownWorld } from "../decide/known-world.ts";
import type { GateVerdict } from "../decide/plan.ts";
import type { PromotionError } from "../errors.ts";
import type { ChecksGate, CustomGate } from "../pipeline/policy.ts";
import { upstreamSlots } from "../pipeline/upstream-slots.ts";
import type { PromoterContext } from "../promoter-context.ts";
import type { ProposedSlot, SlotView, TrackView } from "../world.ts";

interface Proposal {
  readonly track: TrackView;
  readonly proposed: ProposedSlot | undefined;
  readonly world: KnownWorld;
}

/**
 * Looks up the gates that Git does not tell: checks, and those of providers. They matter once there is a pull request.
 *
 * @internal
 */
export function readVerdicts(
  context: PromoterContext,
  view: SlotView,
  proposal: Proposal,
): ResultAsync<readonly GateVerdict[], PromotionError> {
  const { proposed, track } = proposal;
  if (proposed === undefined || track.proposal?.pullRequest === undefined) return okAsync([]);
  return ResultAsync.combine(
    view.slot.policy.gates.map((gate): ResultAsync<readonly GateVerdict[], PromotionError> => {
      if (gate.kind === "checks") {
        return checksVerdict(context, view, gate, { ...proposal, proposed }).map((verdict) => [verdict]);
      }
      return gate.kind === "custom"
        ? customVerdict(context, view, gate, proposed).map((verdict) => [verdict])
        : okAsync([]);
    }),
  ).map((verdicts) => verdicts.flat());
}

/** What cannot be judged is closed: an error is never an open gate. */
function customVerdict(
  { gates, now }: PromoterContext,
  view: SlotView,
  gate: CustomGate,
  { lock }: ProposedSlot,
): ResultAsync<GateVerdict, never> {
  const provider = gates.find(({ name }) => name === gate.name);
  const closed = (reason: string): GateVerdict => ({ gate: gate.name, isOpen: false, reason });
  if (provider === undefined) return okAsync(closed("the promoter was given no provider of this gate"));
  const judge = ResultAsync.fromThrowable(
    async () =>
      await provider.evaluate({ slot: view, release: lock.release, with: gate.with, at: now().toISOString() }),
    () => undefined,
  );
  return judge()
    .andThen((judged) => judged)
    .map((verdict): GateVerdict => ({ ...verdict, gate: gate.name }))
    .orElse((error) => ok(closed(`it could not be judged${error === undefined ? "" : `: ${error.message}`}`)));
}

function checksVerdict(
  context: PromoterContext,
  { slot }: SlotView,
  { on, contexts, creators }: ChecksGate,
  { proposed, track, world }: Proposal & { readonly proposed: ProposedSlot },
): ResultAsync<GateVerdict, GitHubError> {
  const places =
    on === "pull-request"
      ? [{ repository: slot.repository, sha: track.proposal?.sha }]
      : on === "source"
        ? [proposed.lock.release.source].map(({ repository, sha }) => ({ repository, sha }))
        : upstreamSlots(slot.upstream).map((id) => {
            const view = world.view(id);
            return { repository: view?.slot.repository ?? slot.repository, sha: view?.live?.commit };
          });
  return ResultAsync.combine(
    places.map(({ repository, sha }) =>
      sha === undefined ? okAsync([]) : readGreen(context, { repository, sha, creators }),
    ),
  ).map((greens) => {
    const missing = contexts.filter((name) => !greens.every((green) => green.includes(name.toLowerCase())));
    const isOpen = greens.length > 0 && missing.length === 0;
    const all = contexts.join(", ");
    return {
      gate: "checks",
      isOpen,
      reason: isOpen ? `${all} succeeded` : `${missing.join(", ") || all} must succeed`,
    };
  });
}

/**
 * Lists the names of what succeeded on a commit: commit statuses and check runs of the accepted creators.
 *
 * @see https://docs.github.com/rest/checks/runs#list-check-runs-for-a-git-reference
 */
function readGreen(
  { repository }: PromoterContext,
  place: { readonly repository: string; readonly sha: string; readonly creators: readonly string[] },
): ResultAsync<readonly string[], GitHubError> {
  const { sha, creators } = place;
  const { client, owner, repo, fullName } = repository(place.repository);
  const logins = new Set(creators.map((login) => login.toLowerCase()));
  return ResultAsync.combine([
    readStatuses(client, { repository: fullName, sha }, { creators }),
    callGitHub(client, "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", { owner, repo, ref: sha, per_page: 100 }),
  ]).map(([statuses, { check_runs }]) => {
    const runs = check_runs.filter(({ app }) => app !== null && logins.has(`${app.slug ?? ""}[bot]`.toLowerCase()));
    const red = new Set([
      ...statuses.filter(({ state }) => state !== "success").map(({ context }) => context.toLowerCase()),
      ...runs.filter(({ conclusion }) => conclusion !== "success").map(({ name }) => name.toLowerCase()),
    ]);
    const known = [...statuses.map(({ context }) => context), ...runs.map(({ name }) => name)];
    return known.map((name) => name.toLowerCase()).filter((name) => !red.has(name));
  });
}
