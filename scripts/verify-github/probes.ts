import { commitStatusProbes } from "./commit-statuses.ts";
import { deploymentProbes } from "./deployments.ts";
import { dispatchProbes } from "./dispatches.ts";
import { gitDataProbes } from "./git-data.ts";
import { mergeProbes } from "./merges.ts";
import type { Probe } from "./probe.ts";
import { pullRequestProbes } from "./pull-requests.ts";
import { refusalProbes } from "./refusals.ts";

/** Every behaviour of GitHub that is known from documentation or threads and that this project relies on. */
export const probes: readonly Probe[] = [
  ...commitStatusProbes,
  ...deploymentProbes,
  ...dispatchProbes,
  ...gitDataProbes,
  ...mergeProbes,
  ...pullRequestProbes,
  ...refusalProbes,
];
