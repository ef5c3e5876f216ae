import { variablesLayer, type EnvironmentVariable } from "@gitops/manifest-renderer";
import { err, ok, type Result, type ResultAsync } from "neverthrow";

import { NotFoundError, type PromotionError } from "../../errors.ts";
import type { GitHubEnvironmentConfigSource } from "../../pipeline/pipeline.ts";
import { sha256 } from "../digest.ts";
import type { ConfigReader } from "./config-reader.ts";
import type { SlotConfig } from "./slot-config.ts";

/**
 * Reads the variables of a GitHub environment as values, under the names that GitHub shows: upper case. They have no
 * commit, so the digest stands in its place.
 *
 * @returns the values, `NOT_FOUND` when the environment or a variable of the pipeline is missing, or a GitHub error.
 * @internal
 */
export function readEnvironmentConfig(
  reader: ConfigReader,
  source: GitHubEnvironmentConfigSource,
): ResultAsync<SlotConfig, PromotionError> {
  const { repository, environment } = source;
  return reader.variables(repository, environment).andThen((all) =>
    chooseVariables(source, all).map((variables) => {
      const digest = sha256(JSON.stringify(variables.map(({ name, value }) => [name, value])));
      return {
        layers: [variablesLayer(`${repository} environment ${environment}`, variables)],
        patches: [],
        revisions: [{ repository, ref: `environment/${environment}`, sha: digest.slice("sha256:".length), digest }],
      };
    }),
  );
}

/** Names of variables are case-insensitive on GitHub. */
function chooseVariables(
  { repository, environment, variables: names }: GitHubEnvironmentConfigSource,
  all: readonly EnvironmentVariable[],
): Result<readonly EnvironmentVariable[], NotFoundError> {
  const sorted = all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (names === undefined) return ok(sorted);
  const wanted = new Set(names.map((name) => name.toUpperCase()));
  const chosen = sorted.filter(({ name }) => wanted.has(name.toUpperCase()));
  const found = new Set(chosen.map(({ name }) => name.toUpperCase()));
  const missing = [...wanted].filter((name) => !found.has(name));
  if (missing.length === 0) return ok(chosen);
  return err(
    new NotFoundError(
      `The environment ${environment} of ${repository} lacks the variables ${missing.join(", ")}; create them, or take them out of config in the pipeline`,
    ),
  );
}
