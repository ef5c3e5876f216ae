import type { Release } from "@gitops/github-reporter";

import { code, link } from "./foreign-text.ts";
import type { PullRequestContent } from "./content.ts";

const SHORT_SHA = 7;

/** Links to a commit. */
export function commitLink(webUrl: string, repository: string, sha: string, label: string): string {
  return link(label, `${webUrl}/${pathOf(repository)}/commit/${pathOf(sha)}`);
}

/** Names a release by its id and links it to the commit that it was built from. */
export function releaseLink(webUrl: string, { id, source }: Release): string {
  return commitLink(webUrl, source.repository, source.sha, code(id));
}

/** Names the commit of a release, such as `acme/shop@8f3a52c`. */
export function sourceName({ source }: Release): string {
  return `${source.repository}@${source.sha.slice(0, SHORT_SHA)}`;
}

/** Address of the code diff between two releases; undefined when it has none. */
export function codeDiffUrl(webUrl: string, from: Release | undefined, to: Release): string | undefined {
  if (from?.source.repository !== to.source.repository || from.source.sha === to.source.sha) return undefined;
  return `${webUrl}/${pathOf(to.source.repository)}/compare/${pathOf(from.source.sha)}...${pathOf(to.source.sha)}`;
}

/** Address of everything that the pull request changes. */
export function fullDiffUrl(webUrl: string, { track }: Pick<PullRequestContent, "track">): string {
  return `${webUrl}/${pathOf(track.repository)}/compare/${pathOf(track.baseBranch)}...${pathOf(track.branch)}`;
}

function pathOf(text: string): string {
  return text.toWellFormed().split("/").map(encodeURIComponent).join("/");
}
