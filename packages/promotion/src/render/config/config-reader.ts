import type { EnvironmentVariable } from "@gitops/manifest-renderer";
import type { ResultAsync } from "neverthrow";

import type { PromotionError } from "../../errors.ts";
import type { PromoterContext } from "../../promoter-context.ts";
import { listVariables } from "./environment-variables.ts";
import { readTree, type ConfigTree } from "./git-tree.ts";

/**
 * Reads what configuration stands on, once for each place: slots that share a repository or an environment share the read.
 * Make one for each look, because configuration changes between two looks.
 *
 * @internal
 */
export interface ConfigReader {
  /** Reads the head of a branch, and which files it has. */
  readonly tree: (repository: string, ref: string) => ResultAsync<ConfigTree, PromotionError>;
  /** Reads the variables of a GitHub environment. */
  readonly variables: (
    repository: string,
    environment: string,
  ) => ResultAsync<readonly EnvironmentVariable[], PromotionError>;
}

/**
 * Makes a reader for one look.
 *
 * @internal
 */
export function createConfigReader(context: Pick<PromoterContext, "repository">): ConfigReader {
  return {
    tree: once((repository, ref) => readTree(context.repository(repository), ref)),
    variables: once((repository, environment) => listVariables(context.repository(repository), environment)),
  };
}

function once<T>(
  read: (repository: string, name: string) => ResultAsync<T, PromotionError>,
): (repository: string, name: string) => ResultAsync<T, PromotionError> {
  const reads = new Map<string, ResultAsync<T, PromotionError>>();
  return (repository, name) => {
    const key = `${repository}\0${name}`;
    const known = reads.get(key) ?? read(repository, name);
    reads.set(key, known);
    return known;
  };
}
