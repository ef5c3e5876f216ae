import { encodeLock, LOCK_FILE } from "@gitops/github-reporter";
import type { EmbeddedGitHub } from "@gitops/testing";

import { importCommits } from "./import-commits.ts";

export const BOT = "acme-gitops[bot]";
export const TOKEN = "bot-token";
export const CODE = "acme/shop";
export const MANIFESTS = "acme/shop-manifests";
export const ENVIRONMENT = "prod";
export const TARGETS = ["eu-1", "eu-2", "us-1"] as const;
export type Target = (typeof TARGETS)[number];

/** A release of an app in a slot: what its targets report on. */
export interface Deployment {
  readonly app: string;
  /** Commit of the manifests repository that introduced the release lock; it introduces that of another app as well. */
  readonly introduced: string;
  /** A later commit with the same lock. */
  readonly later: string;
  /** Commit of the code repository that the release was built from. */
  readonly source: string;
  /** 0, or 1 for the one that takes the place of the first. */
  readonly round: number;
}

/** One pair of apps in so many gets a second deployment while the first one is still reported. */
const SECOND_EVERY = 4;

/** Writes the locks of all slots, two apps a commit, each pair on a code commit of its own; some of them twice. */
export async function createDeployments(github: EmbeddedGitHub, slots: number): Promise<readonly Deployment[]> {
  const code = await github.createRepository(CODE, { files: { "README.md": "shop\n" } });
  const manifests = await github.createRepository(MANIFESTS, { files: { "README.md": "manifests\n" } });
  const pairs = Array.from({ length: Math.ceil(slots / 2) }, (_, pair) =>
    [2 * pair, 2 * pair + 1].filter((index) => index < slots).map(nameOf),
  );
  const releases = [
    ...pairs.map((apps) => ({ apps, round: 0 })),
    ...pairs.filter((_, pair) => pair % SECOND_EVERY === 0).map((apps) => ({ apps, round: 1 })),
  ];
  const versions = releases.map((_, index) => ({ "version.txt": `${index}\n` }));
  const sources = await importCommits(code.directory, code.head!, versions);
  const locks = releases.map(({ apps, round }, index) =>
    Object.fromEntries(
      apps.map((app) => [`envs/${ENVIRONMENT}/${app}/${LOCK_FILE}`, lockOf(app, round, sources[index]!)]),
    ),
  );
  const commits = await importCommits(manifests.directory, manifests.head!, [...locks, { "README.md": "the last\n" }]);
  return releases.flatMap(({ apps, round }, index) => {
    const places = { introduced: commits[index]!, later: commits[index + 1]!, source: sources[index]! };
    return apps.map((app) => ({ app, round, ...places }));
  });
}

/** Stands for the digest of a release. */
function releaseOf(app: string, round: number): string {
  return `r-${Buffer.from(`${app}.${round}`).toString("hex").padStart(16, "0").slice(-16)}`;
}

function nameOf(index: number): string {
  return `app-${String(index).padStart(3, "0")}`;
}

function lockOf(app: string, round: number, source: string): string {
  const digest = `sha256:${"c0ffee00".repeat(8)}`;
  return encodeLock({
    schema: 1,
    slot: `${ENVIRONMENT}/${app}`,
    app,
    environment: ENVIRONMENT,
    release: {
      id: releaseOf(app, round),
      app,
      source: { repository: CODE, sha: source },
      images: { [app]: `registry.example/${app}@${digest}` },
      templates: { path: `deploy/${app}`, tree: "a".repeat(40) },
    },
    config: [],
    engines: { plain: "1" },
    files: { "deployment.yaml": digest },
    content: digest,
    reason: "promotion",
  });
}
