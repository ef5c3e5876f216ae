import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createGitHubClient } from "@gitops/github-reporter";
import { startGitHub, type EmbeddedGitHub } from "@gitops/testing";
import { afterEach, beforeEach, expect, it } from "vitest";

import { readPipeline } from "../src/pipeline-source.ts";

const PIPELINE = JSON.stringify({
  version: 1,
  name: "shop",
  source: { repo: "acme/shop" },
  manifests: { repo: "acme/fleet" },
  clusters: { dev: {} },
  apps: { cart: { templates: "cart", images: { cart: { repository: "registry.test/cart", context: "cart" } } } },
  environments: { dev: { clusters: ["dev"] } },
});

let github: EmbeddedGitHub;
beforeEach(async () => {
  github = await startGitHub();
  await github.createRepository("acme/fleet", { files: { ".gitops/pipeline.yaml": PIPELINE } });
  await github.createRepository("acme/plain", { files: { "README.md": "plain" } });
});
afterEach(() => github.close());

async function nameIn(manifestsRepository: string, pipelineFile?: string): Promise<string | undefined> {
  const client = createGitHubClient({ auth: { token: github.token }, baseUrl: github.url });
  return (await readPipeline(client, { manifestsRepository, pipelineFile }))?.spec.name;
}

it("reads the file of the manifests repository, and finds none in a repository without one", async () => {
  expect(await nameIn("acme/fleet")).toBe("shop");
  expect(await nameIn("acme/plain")).toBeUndefined();
});

it("prefers a local file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pipeline-"));
  const file = join(folder, "pipeline.yaml");
  await writeFile(file, PIPELINE.replace('"shop"', '"local"'));
  expect(await nameIn("acme/fleet", file)).toBe("local");
  await rm(folder, { recursive: true });
});

it("does not take a repository that it cannot see for one without a pipeline", async () => {
  await expect(nameIn("acme/flete")).rejects.toThrow(/acme\/flete.*404|404.*acme\/flete/);
});
