import type { ResultAsync } from "neverthrow";
import { okAsync } from "neverthrow";

import type { Deployment } from "../deployment/deployment.ts";
import { ensureDeployment } from "../deployment/ensure.ts";
import type { DeploymentWrite } from "../deployment/state.ts";
import type { DispatchOutcome } from "../dispatch/dispatch.ts";
import { dispatchOnce } from "../dispatch/dispatch-once.ts";
import { webUrlOf } from "../github/base-url.ts";
import { dispatchId } from "../dispatch/payload.ts";
import { verdictContext } from "../status/context.ts";
import type { StatusError, StatusLedger } from "../status/ledger.ts";
import type { CommitAddress } from "../status/read.ts";
import type { Conclusion } from "./conclusion.ts";
import type { ReportPorts, SlotReport } from "./slot-report.ts";
import { openLedger } from "./slot-report.ts";

/** Shows the deployment on the code commit; nothing without a release. */
export function showDeployment(
  ports: ReportPorts,
  { target, location: { release, commit }, readings }: SlotReport,
  { state: verdict, text, at }: Conclusion,
): ResultAsync<DeploymentWrite | undefined, StatusError> {
  const { client, creators, clock, tell, deployments } = ports;
  if (deployments === undefined || release === undefined) return okAsync(undefined);
  const { slot, environment, environmentUrl, logUrl = pageOf(ports, commit) } = target;
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

/** Writes the verdict on the code commit; nothing while it is open, or without a release. */
export function showVerdict(
  ports: ReportPorts,
  { target, location: { release, commit } }: SlotReport,
  { state, text, at }: Conclusion,
): ResultAsync<unknown, StatusError> {
  if (release === undefined || state === "pending") return okAsync(undefined);
  // The verdict speaks of one commit of the manifests: the same release may be deployed again with other configuration.
  const targetUrl = pageOf(ports, commit);
  const entry = { context: verdictContext(target), state, text, at, id: commit.sha, targetUrl };
  return openLedger(ports, release.source).andThen((ledger) => ledger.ensure(entry, "conclusion"));
}

/** Tells the workflows of the end of a deployment. */
export function dispatchResult(
  { client, creators, clock, tell, dispatch: settings }: ReportPorts,
  { target, location: { release, commit } }: SlotReport,
  ledger: StatusLedger,
  { state, targets }: Conclusion,
): ResultAsync<DispatchOutcome | undefined, StatusError> {
  const repository = settings?.repository ?? release?.source.repository;
  const isWanted = state === "success" || (state === "failure" && settings?.onFailure === true);
  if (settings === undefined || repository === undefined || !isWanted) return okAsync(undefined);

  const { slot, app, environment, next } = target;
  const id = dispatchId({ slot, release: release?.id ?? null, result: state, manifests: commit });
  const payload = {
    schema: 1 as const,
    id,
    release: release?.id ?? null,
    app,
    environment,
    result: state,
    source: release?.source ?? null,
    manifests: commit,
    targets,
    next,
  };
  const { ambiguityMs, onAmbiguous } = settings;
  return dispatchOnce(
    client(repository),
    { repository, eventType: eventTypeOf(state, settings.eventTypes), payload },
    {
      ledger,
      creators,
      clock,
      ...(ambiguityMs !== undefined && { ambiguityMs }),
      ...(onAmbiguous !== undefined && { onAmbiguous }),
    },
  ).map((outcome) => {
    tell({ code: "dispatch", repository, id, outcome: outcome.code });
    return outcome;
  });
}

function eventTypeOf(
  result: "success" | "failure",
  {
    success = "gitops.deployed",
    failure = "gitops.failed",
  }: { readonly success?: string; readonly failure?: string } = {},
): string {
  return result === "success" ? success : failure;
}

function pageOf({ client, webUrl }: ReportPorts, { repository, sha }: CommitAddress): string {
  const base = webUrl ?? webUrlOf(client(repository).request.endpoint.DEFAULTS.baseUrl);
  return `${base}/${repository}/commit/${sha}`;
}
