import { benchFluxEvents } from "./flux-events/flux-events.ts";
import { benchManifestRenderer } from "./manifest-renderer/manifest-renderer.ts";

/** The benchmarks by the name of their package. */
export const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  "flux-events": benchFluxEvents,
  "manifest-renderer": benchManifestRenderer,
};
