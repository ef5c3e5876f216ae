import { okAsync, ResultAsync } from "neverthrow";

import type { PromotionError } from "../../errors.ts";
import type { ConfigSource, SlotTemplate } from "../../pipeline/pipeline.ts";
import type { ConfigReader } from "./config-reader.ts";
import { readGitConfig } from "./git-config.ts";
import { readEnvironmentConfig } from "./github-environment-config.ts";
import { inlineConfig } from "./inline-config.ts";
import type { SlotConfig } from "./slot-config.ts";

/**
 * Reads the configuration of a slot: values and patches, lowest precedence first, and what they were read from.
 *
 * @returns the configuration, `NOT_FOUND` for a branch, environment or variable that does not exist, or why a file could
 * not be read.
 * @internal
 */
export function readConfig(
  reader: ConfigReader,
  { config }: Pick<SlotTemplate, "config">,
): ResultAsync<SlotConfig, PromotionError> {
  return ResultAsync.combine(config.map((source) => readSource(reader, source))).map((sources) => ({
    layers: sources.flatMap(({ layers }) => layers),
    patches: sources.flatMap(({ patches }) => patches),
    revisions: sources.flatMap(({ revisions }) => revisions),
  }));
}

function readSource(reader: ConfigReader, source: ConfigSource): ResultAsync<SlotConfig, PromotionError> {
  switch (source.kind) {
    case "git":
      return readGitConfig(reader, source);
    case "github-environment":
      return readEnvironmentConfig(reader, source);
    case "inline":
      return okAsync(inlineConfig(source));
  }
}
