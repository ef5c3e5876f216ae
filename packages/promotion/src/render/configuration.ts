import type { ConfigRevision, ReleaseLock } from "@gitops/github-reporter";

import type { Pipeline, Slot } from "../pipeline/pipeline.ts";
import { sha256, sortedJson } from "./digest.ts";

/** Hexadecimal digits of each half: enough to tell configurations apart, and short enough for a status description. */
const DIGITS = 16;

/**
 * Names a configuration: `c-`, 16 hexadecimal digits for what was read, `-`, and 16 for what the pipeline says. Commits are
 * no part of it, because they change without the configuration.
 *
 * @param revisions - What was read from repositories and GitHub environments, lowest precedence first.
 * @param template - Digest of what the pipeline says; undefined when nobody recorded it.
 * @internal
 */
export function configurationDigest(
  revisions: readonly Pick<ConfigRevision, "repository" | "ref" | "digest">[],
  template: string | undefined,
): string {
  const read = sha256(JSON.stringify(revisions.map(({ repository, ref, digest }) => [repository, ref, digest])));
  const half = (digest: string): string => digest.slice("sha256:".length, "sha256:".length + DIGITS);
  return template === undefined ? `c-${half(read)}` : `c-${half(read)}-${half(template)}`;
}

/**
 * Names the configuration that a lock was rendered with.
 *
 * @internal
 */
export function lockConfiguration({ config, template }: Pick<ReleaseLock, "config" | "template">): string {
  return configurationDigest(config, template);
}

/**
 * Tells whether two names stand for the same configuration. A lock of an earlier version does not say what the pipeline
 * said; then only what was read is compared.
 *
 * @internal
 */
export function isSameConfiguration(one: string, other: string): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return shorter === longer || longer.startsWith(`${shorter}-`);
}

/**
 * Digest of what the pipeline itself says of rendering a slot, for the lock. Not part of it: what `currentConfiguration`
 * reads, and the guards of the folder, which change no manifest.
 *
 * @internal
 */
export function templateDigest({ spec }: Pick<Pipeline, "spec">, { template }: Pick<Slot, "template">): string {
  const { values, namespace, render, config } = template;
  const { allowEmpty = false, forbidKinds = [], immutableImages = "digest" } = spec.guards ?? {};
  const sources = config.map((source) => {
    if (source.kind === "inline") return { inline: source.values };
    // Where it is read from is part of the revision.
    return source.kind === "git" ? "git" : { variables: source.variables?.toSorted() ?? "all" };
  });
  const guards = { allowEmpty, forbidKinds: forbidKinds.toSorted(), immutableImages };
  return sha256(sortedJson({ values, namespace, render, sources, guards }));
}
