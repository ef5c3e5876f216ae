import { createHash } from "node:crypto";

import { callGitHub, type ConfigRevision } from "@gitops/github-reporter";
import { parseValues, type ConfigLayer } from "@gitops/manifest-renderer";
import { err, ok, ResultAsync, safeTry } from "neverthrow";

import { NotFoundError, type PromotionError } from "../errors.ts";
import { listFiles, orAbsent, readBlob } from "../git/repository.ts";
import type { SlotTemplate } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";

const VALUES_FILE = "values.yaml";

/**
 * The configuration of a slot, as values and as the commits they were read at.
 *
 * @internal
 */
export interface SlotConfig {
  /** Values, lowest precedence first. */
  readonly layers: readonly ConfigLayer[];
  /** Where they come from, for the lock. */
  readonly revisions: readonly ConfigRevision[];
}

/**
 * Reads the configuration of a slot from its repositories.
 *
 * @returns values and revisions, `NOT_FOUND` when a branch does not exist, or why a file could not be read.
 * @internal
 */
export function readConfig(
  context: PromoterContext,
  template: Pick<SlotTemplate, "config">,
): ResultAsync<SlotConfig, PromotionError> {
  return ResultAsync.combine(template.config.map((source) => readSource(context, source))).map((sources) => ({
    layers: sources.flatMap(({ layers }) => layers),
    revisions: sources.map(({ revision }) => revision),
  }));
}

function readSource(
  context: PromoterContext,
  source: SlotTemplate["config"][number],
): ResultAsync<{ readonly layers: readonly ConfigLayer[]; readonly revision: ConfigRevision }, PromotionError> {
  return safeTry(async function* () {
    const repository = context.repository(source.repository);
    const { client, owner, repo, fullName } = repository;
    const { ref } = source;
    const commit = yield* orAbsent(callGitHub(client, "GET /repos/{owner}/{repo}/commits/{ref}", { owner, repo, ref }));
    if (commit === undefined) return err(new NotFoundError(`${fullName} has no branch, tag or commit ${ref}`));
    const files = yield* listFiles(repository, commit.commit.tree.sha);
    const layers: ConfigLayer[] = [];
    const digest = createHash("sha256");
    for (const folder of source.paths) {
      const file = files.find(({ path }) => path === `${folder}/${VALUES_FILE}`);
      if (file === undefined) continue;
      const text = yield* readBlob(repository, file);
      const name = `${fullName}:${file.path}`;
      layers.push({ source: name, values: yield* parseValues(text, { file: name }) });
      digest.update(`${file.path}\0${file.sha}\n`);
    }
    return ok({
      layers,
      revision: { repository: fullName, ref, sha: commit.sha, digest: `sha256:${digest.digest("hex")}` },
    });
  });
}
