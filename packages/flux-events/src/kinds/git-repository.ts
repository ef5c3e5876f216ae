import type { FluxKind } from "./kind.ts";

/**
 * A source says that a revision was fetched, never that it runs; its errors name no revision at all.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export const gitRepository: FluxKind = {
  group: "source.toolkit.fluxcd.io",
  kind: "GitRepository",
  read: ({ severity, reason }) => {
    if (severity === "error") return { phase: "neutral", why: "source-failed" };
    const stored = severity === "info" && (reason === "NewArtifact" || reason === "Succeeded");
    return { phase: "neutral", why: stored ? "source" : "unrecognised" };
  },
};
