import type { ConfigRevision } from "@gitops/github-reporter";
import { okAsync, ResultAsync } from "neverthrow";

import type { PromotionError } from "../errors.ts";
import type { ConfigSource, Pipeline, Slot } from "../pipeline/pipeline.ts";
import type { ConfigReader } from "./config/config-reader.ts";
import { gitRevision } from "./config/git-config.ts";
import { readEnvironmentConfig } from "./config/github-environment-config.ts";
import { configurationDigest, templateDigest } from "./configuration.ts";

/**
 * Names the configuration of a slot as it is now, without reading a file or rendering: one commit and one tree listing for
 * each branch, and the variables of each GitHub environment. A lock that was rendered with it has the same name, by
 * `lockConfiguration`.
 *
 * @returns the name, `NOT_FOUND` for what does not exist, or a GitHub error.
 * @internal
 */
export function currentConfiguration(
  { pipeline }: { readonly pipeline: Pick<Pipeline, "spec"> },
  slot: Slot,
  reader: ConfigReader,
): ResultAsync<string, PromotionError> {
  return ResultAsync.combine(slot.template.config.map((source) => revisionsOf(reader, source))).map((revisions) =>
    configurationDigest(revisions.flat(), templateDigest(pipeline, slot)),
  );
}

function revisionsOf(
  reader: ConfigReader,
  source: ConfigSource,
): ResultAsync<readonly ConfigRevision[], PromotionError> {
  switch (source.kind) {
    case "git":
      return gitRevision(reader, source).map((revision) => [revision]);
    case "github-environment":
      return readEnvironmentConfig(reader, source).map(({ revisions }) => revisions);
    case "inline":
      return okAsync([]);
  }
}
