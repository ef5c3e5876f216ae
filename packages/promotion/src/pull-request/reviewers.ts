import { oneLine } from "@gitops/github-reporter";

import type { Track } from "../pipeline/pipeline.ts";
import type { ChangeContent } from "./content.ts";

/** GitHub asks 15 people and teams at most. */
const MAX_REVIEWERS = 15;
const LOGIN = /^[a-z\d](?:[a-z\d_-]*[a-z\d])?(?:\[bot\])?$/i;
const TEAM = /^([\w.-]+)\/([\w.-]+)$/;

/**
 * Who is asked for a review.
 *
 * @internal
 */
export interface Reviewers {
  /** Logins. */
  readonly logins: readonly string[];
  /** Slugs of teams of the organization that owns the repository. */
  readonly teams: readonly string[];
  /** Who cannot be asked, and why, each as a sentence without a full stop. */
  readonly notes: readonly string[];
}

/**
 * Sorts the reviewers of the policies into people and teams. GitHub asks only teams of the repository's own organization.
 *
 * @internal
 */
export function pullRequestReviewers(
  track: Pick<Track, "repository">,
  changes: readonly Pick<ChangeContent, "view">[],
): Reviewers {
  const [owner = ""] = track.repository.split("/");
  const wanted = new Map(
    changes.flatMap(({ view }) => view.slot.policy.reviewers).map((name) => [name.toLowerCase(), name]),
  );
  const logins: string[] = [];
  const teams: string[] = [];
  const notes: string[] = [];
  for (const name of wanted.values()) {
    const [, organization, slug] = TEAM.exec(name) ?? [];
    const isFull = logins.length + teams.length === MAX_REVIEWERS;
    if (slug === undefined && !LOGIN.test(name))
      notes.push(`Reviewer ${oneLine(name)} is neither a login nor org/team`);
    else if (slug !== undefined && organization?.toLowerCase() !== owner.toLowerCase()) {
      notes.push(`Team ${name} cannot be asked for a review: it is not of ${owner}, which owns ${track.repository}`);
    } else if (isFull) notes.push(`Reviewer ${name} is not asked: GitHub asks ${MAX_REVIEWERS} at most`);
    else if (slug === undefined) logins.push(name);
    else teams.push(slug);
  }
  return { logins, teams, notes };
}
