import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { Deployment } from "../../deployment/deployment.ts";
import { ensureDeployment } from "../../deployment/ensure.ts";
import type { DeploymentWrite } from "../../deployment/state.ts";
import type { EnsureError } from "../../status/ledger.ts";
import type { Conclusion } from "../decide/conclusion.ts";
import type { ApplyPorts } from "../ports.ts";
import type { SlotReport } from "../slot-report.ts";
import { commitPage } from "./commit-page.ts";

/** Shows the deployment on the code commit; nothing without a release. */
export function showDeployment(
  ports: ApplyPorts,
  { target, location: { release, commit }, readings }: SlotReport,
  { state: verdict, text, at }: Conclusion,
): ResultAsync<DeploymentWrite | undefined, EnsureError> {
  const { client, creators, clock, tell, deployments } = ports;
  if (deployments === undefined || release === undefined) return okAsync(undefined);
  const { slot, environment, environmentUrl, logUrl = commitPage(ports, commit) } = target;
  const { source } = release;
  // Without steps in between it is one write less, and GitHub shows a deployment that waits.
  const progress = deployments.progress === true ? (readings.length > 0 ? "in_progress" : "queued") : "pending";
  const deployment: Deployment = {
    source,
    environment,
    key: { release: release.id, slot, manifests: commit },
    state: verdict === "pending" ? progress : verdict,
    text,
    at,
    logUrl,
    ...(environmentUrl !== undefined && { environmentUrl }),
  };
  return ensureDeployment(client(source.repository), deployment, { creators, clock }).map((write) => {
    tell({ code: "deployment", repository: source.repository, environment, id: write.id, write: write.code });
    return write;
  });
}
