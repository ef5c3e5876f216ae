import { createGitHubClient, encodeLock, type GitHubClient, LOCK_FILE } from "@gitops/github-reporter";
import type { EmbeddedGitHub } from "@gitops/testing";

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
  await github.createRepository(CODE, { files: { "README.md": "shop\n" } });
  await github.createRepository(MANIFESTS, { files: { "README.md": "manifests\n" } });
  const client = createGitHubClient({ auth: { token: TOKEN }, baseUrl: github.url, burst: 1e6, writesPerMinute: 1e6 });
  const pairs = Array.from({ length: Math.ceil(slots / 2) }, (_, pair) =>
    [2 * pair, 2 * pair + 1].filter((index) => index < slots).map(nameOf),
  );
  const made: (Omit<Deployment, "app" | "later"> & { readonly apps: readonly string[] })[] = [];
  for (const round of [0, 1]) {
    for (const [pair, apps] of pairs.entries()) {
      if (round === 1 && pair % SECOND_EVERY !== 0) continue;
      const source = await commit(client, CODE, { "version.txt": `${pair}.${round}\n` });
      const locks = apps.map((app): readonly [string, string] => [
        `envs/${ENVIRONMENT}/${app}/${LOCK_FILE}`,
        lockOf(app, round, source),
      ]);
      made.push({ source, introduced: await commit(client, MANIFESTS, Object.fromEntries(locks)), apps, round });
    }
  }
  const tip = await commit(client, MANIFESTS, { "README.md": "the last commit\n" });
  return made.flatMap(({ apps, ...deployment }, index) =>
    apps.map((app) => ({ ...deployment, app, later: made[index + 1]?.introduced ?? tip })),
  );
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

/** Commits files to the default branch in one commit, and returns it. */
async function commit(
  client: GitHubClient,
  repository: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const [owner = "", repo = ""] = repository.split("/");
  const head = await client.request("GET /repos/{owner}/{repo}/git/ref/{ref}", { owner, repo, ref: "heads/main" });
  const parent = head.data.object.sha;
  const tree = await client.request("POST /repos/{owner}/{repo}/git/trees", {
    owner,
    repo,
    base_tree: parent,
    tree: Object.entries(files).map(([path, content]) => ({ path, content, mode: "100644", type: "blob" }) as const),
  });
  const message = `Write ${Object.keys(files).join(", ")}`;
  const made = await client.request("POST /repos/{owner}/{repo}/git/commits", {
    owner,
    repo,
    message,
    tree: tree.data.sha,
    parents: [parent],
  });
  const { sha } = made.data;
  await client.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { owner, repo, ref: "heads/main", sha });
  return sha;
}
