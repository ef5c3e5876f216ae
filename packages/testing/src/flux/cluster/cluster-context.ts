import type { ObjectOptions, toFluxObject } from "../flux-objects.ts";
import type { FluxPlayerOptions } from "../flux-player.ts";
import type { FluxBehaviour } from "../flux-version.ts";
import type { FluxObject } from "../notification/notification-controller.ts";
import type { PlaySteps } from "../play-steps.ts";
import type { ReconcilerPorts } from "../reconciler.ts";
import type { GitRemote } from "../source/git-remote.ts";
import type { OciRegistry } from "../source/oci-registry.ts";
import type { ClusterOptions } from "./cluster-options.ts";

/** What the controllers of a cluster share. */
export interface ClusterContext {
  readonly options: ClusterOptions;
  readonly player: FluxPlayerOptions;
  readonly behaviour: FluxBehaviour;
  readonly ports: ReconcilerPorts & { readonly remote: GitRemote; readonly registry: OciRegistry };
  readonly play: PlaySteps;
  readonly toObject: (kind: Parameters<typeof toFluxObject>[0], object: ObjectOptions) => FluxObject;
}

/** How long things take, in milliseconds, and what makes the cluster look random. */
export const DEFAULTS = { seed: 1, applyTime: 200, rolloutTime: 1_000, requeueDependency: 30_000 };

/** Completes a name of an object with the namespace of Flux. */
export function qualify(name: string, namespace = "flux-system"): string {
  return name.includes("/") ? name : `${namespace}/${name}`;
}
