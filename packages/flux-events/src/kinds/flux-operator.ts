import type { FluxEvent } from "../event/event.ts";
import type {
  FluxInstanceReason,
  ResourceSetInputProviderReason,
  ResourceSetReason,
} from "../reasons/flux-operator.ts";
import {
  bySeverity,
  failed,
  type KindReader,
  neutral,
  progressing,
  type Reading,
  readUnrecognised,
  succeeded,
} from "./reading.ts";

const GROUP = "fluxcd.controlplane.io";

const read = bySeverity<FluxInstanceReason | ResourceSetReason>({
  info: {
    ApplySucceeded: progressing("applied"),
    ReconciliationSucceeded: readSuccess,
    DependencyNotReady: neutral("dependency"),
  },
  error: {
    BuildFailed: failed("build-failed"),
    ReconciliationFailed: failed("apply-failed"),
    ArtifactFailed: failed("artifact-failed"),
  },
});

/** Gives inputs to resource sets, as a source does. */
const readInputs = bySeverity<ResourceSetInputProviderReason>({
  info: { ReconciliationSucceeded: neutral("source") },
  error: {},
  otherError: neutral("source-failed"),
});

/**
 * An installation of Flux.
 *
 * @see https://fluxcd.control-plane.io/operator/fluxinstance/
 */
export const fluxInstance: KindReader = { group: GROUP, kind: "FluxInstance", read };

/**
 * A set of resources made from inputs.
 *
 * @see https://fluxcd.control-plane.io/operator/resourceset/
 */
export const resourceSet: KindReader = { group: GROUP, kind: "ResourceSet", read };

/**
 * The inputs of a set of resources.
 *
 * @see https://fluxcd.control-plane.io/operator/resourcesetinputprovider/
 */
export const resourceSetInputProvider: KindReader = {
  group: GROUP,
  kind: "ResourceSetInputProvider",
  read: readInputs,
};

// Other words under this reason, such as those of an uninstallation, are no success.
function readSuccess(event: FluxEvent): Reading {
  return event.message.startsWith("Reconciliation finished") ? succeeded("finished") : readUnrecognised(event);
}
