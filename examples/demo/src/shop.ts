import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { createPromoter, parsePipeline, PIPELINE_FILE, type Pipeline } from "@gitops/promotion";
import type { CreatedRepository, EmbeddedGitHub } from "@gitops/testing";
import type { GitHubClient, Release } from "@gitops/github-reporter";

import { accounts } from "./accounts.ts";
import { engines, missingEngines, withoutEngines } from "./engines.ts";
import { runCi, type Registry } from "./ci.ts";

const SHOP = new URL("../../shop/", import.meta.url);

/** Names of the shop's repositories. */
export const repositories = {
  code: "acme/shop",
  config: "acme/shop-config",
  manifests: "acme/shop-manifests",
} as const;

/** The shop on the embedded GitHub. */
interface Shop {
  readonly pipeline: Pipeline;
  readonly repositories: readonly CreatedRepository[];
  readonly releases: readonly Release[];
  /** Engines that this machine lacks; then everything is rendered from plain templates. */
  readonly missingEngines: readonly string[];
}

/** The shop as a team has it before this demo: code, configuration, and release 1 of both apps in every environment. */
export async function createShop(github: EmbeddedGitHub, client: GitHubClient, registry: Registry): Promise<Shop> {
  const [code, config, manifests] = await Promise.all([
    filesBelow(new URL("code/", SHOP)),
    filesBelow(new URL("config/", SHOP)),
    filesBelow(new URL("manifests/", SHOP)),
  ]);
  const created = [
    await github.createRepository(repositories.code, { files: code }),
    await github.createRepository(repositories.config, { files: config }),
  ];

  const missing = await missingEngines();
  if (missing.length > 0) manifests[PIPELINE_FILE] = withoutEngines(manifests[PIPELINE_FILE] ?? "");
  const pipeline = parsePipeline(manifests[PIPELINE_FILE] ?? "");
  if (pipeline.isErr()) throw pipeline.error;
  const promoter = createPromoter({
    pipeline: pipeline.value,
    client,
    identity: { logins: [accounts.bot.login] },
    engines,
  });
  const first = await runCi(github.gitUrl(repositories.code), pipeline.value, registry);
  const live: Record<string, string> = {};
  for (const { id, app, path } of pipeline.value.slots) {
    const build = first.find(({ release }) => release.app === app);
    if (build === undefined) throw new Error(`CI made no release of ${app}`);
    const rendered = await promoter.render(id, build.release);
    if (rendered.isErr()) throw rendered.error;
    for (const [file, text] of rendered.value) live[`${path}/${file}`] = text;
  }
  created.push(await github.createRepository(repositories.manifests, { files: { ...manifests, ...live } }));
  for (const { release } of first) {
    const submitted = await promoter.submit(release);
    if (submitted.isErr()) throw submitted.error;
  }
  return {
    pipeline: pipeline.value,
    repositories: created,
    releases: first.map(({ release }) => release),
    missingEngines: missing,
  };
}

async function filesBelow(folder: URL): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const root = new URL(".", folder).pathname;
  const contents = await Promise.all(
    files.map(async (file) => [file.slice(root.length), await readFile(file, "utf8")] as const),
  );
  return Object.fromEntries(contents.sort(([one], [other]) => (one < other ? -1 : 1)));
}
