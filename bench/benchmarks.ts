import { benchFluxEvents } from "./flux-events/flux-events.ts";
import { benchGitHubReporter } from "./github-reporter/github-reporter.ts";
import { benchManifestRenderer } from "./manifest-renderer/manifest-renderer.ts";

/** The benchmarks by the name of their package. */
export const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  "flux-events": benchFluxEvents,
  "github-reporter": benchGitHubReporter,
  "manifest-renderer": benchManifestRenderer,
};
