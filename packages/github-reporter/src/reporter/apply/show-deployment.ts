import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { Deployment } from "../../deployment/deployment.ts";
import { ensureDeployment } from "../../deployment/ensure.ts";
import { isDeployed } from "../../deployment/find.ts";
import type { DeploymentWrite } from "../../deployment/state.ts";
import { updateDeployment } from "../../deployment/update.ts";
import type { GitHubError } from "../../github/errors.ts";
import type { EnsureError } from "../../github/ensure-error.ts";
import type { Conclusion } from "../decide/conclusion.ts";
import { findSuccessor } from "../observe/find-successor.ts";
import type { ApplyPorts } from "../ports.ts";
import type { BatchReport } from "../batch-report.ts";
import { shownDeployment } from "../shown-deployment.ts";
import { commitPage } from "./commit-page.ts";

/** Shows the deployment on the code commit; nothing without a release. */
export function showDeployment(
  ports: ApplyPorts,
  report: BatchReport,
  { state: verdict, text, at }: Conclusion,
): ResultAsync<DeploymentWrite | undefined, EnsureError> {
  const { target, readings } = report;
  const { release, commit } = report.location;
  const { client, creators, clock, tell, deployments } = ports;
  if (deployments === undefined || release === undefined) return okAsync(undefined);
  const { slot, environmentUrl, logUrl = commitPage(ports, commit) } = target;
  const shownIn = shownDeployment(target);
  if (shownIn === undefined) return okAsync(undefined);
  const { source } = release;
  // Without steps in between it is one write less, and GitHub shows a deployment that waits.
  const progress = deployments.progress === true ? (readings.length > 0 ? "in_progress" : "queued") : "pending";
  const deployment: Deployment = {
    source,
    ...shownIn,
    key: { release: release.id, slot, manifests: commit },
    state: verdict === "pending" ? progress : verdict,
    text,
    at,
    logUrl,
    ...(environmentUrl !== undefined && { environmentUrl }),
  };
  const options = { creators, clock };
  const codeClient = client(source.repository);
  const shown: ResultAsync<DeploymentWrite | undefined, EnsureError> = isOvertaken(ports, report, deployment).andThen(
    (isLate) =>
      isLate ? updateDeployment(codeClient, deployment, options) : ensureDeployment(codeClient, deployment, options),
  );
  return shown.map((write) => {
    if (write === undefined) return write;
    tell({
      code: "deployment",
      repository: source.repository,
      environment: shownIn.environment,
      id: write.id,
      write: write.code,
    });
    return write;
  });
}

/**
 * Tells whether the branch has moved on and what is there now was deployed: GitHub takes the deployment that was created
 * last for the one that runs, so an older one that is reported late must not be created any more.
 */
function isOvertaken(
  ports: ApplyPorts,
  report: BatchReport,
  { source, environment, key: { slot, manifests } }: Deployment,
): ResultAsync<boolean, GitHubError> {
  return findSuccessor(ports, report).andThen((sha) => {
    if (sha === undefined) return okAsync(false);
    const key = { slot, manifests: { ...manifests, sha } };
    return isDeployed(ports.client(source.repository), { source, environment, key }, ports.creators);
  });
}
