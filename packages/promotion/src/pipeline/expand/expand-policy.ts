import type { EnvironmentPolicySpec, GateSpec } from "../environment-spec.ts";
import { durationMs } from "../duration.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import type { DeploymentPolicy, Gate, SlotPolicy, SuccessPolicy, VerifyPolicy } from "../policy.ts";
import { expandPlaceholders, type SlotNames } from "./placeholders.ts";
import type { Place } from "./places.ts";

/** Statuses that a workflow writes with its own `GITHUB_TOKEN` carry this creator. */
const WORKFLOW_LOGIN = "github-actions[bot]";

/**
 * Reads the policy of an app in an environment: its own keys, else those of the environment, else the defaults.
 *
 * @internal
 */
export function policyOf(spec: PipelineSpec, environment: string, app: string): EnvironmentPolicySpec {
  const own = spec.environments[environment];
  // A key that is there without a value says nothing.
  const layers = [spec.defaults, own, own?.apps?.[app]].map((layer) =>
    Object.fromEntries(Object.entries(layer ?? {}).filter(([, value]) => value !== undefined)),
  );
  return Object.assign({}, ...layers) as EnvironmentPolicySpec;
}

/**
 * Fills in every default of the policy of a slot.
 *
 * @internal
 */
export function expandPolicy(spec: PipelineSpec, { names, wave, soak }: Place): SlotPolicy {
  const policy = policyOf(spec, names.environment, names.app);
  const gates = (policy.gates ?? []).map(expandGate);
  return {
    select: policy.select ?? "latest",
    onNewer: policy.onNewer ?? "supersede",
    merge: policy.merge ?? "manual",
    mergeMethod: policy.mergeMethod ?? "merge",
    gates: wave === 0 ? gates : [...soakOf(soak), ...gates.filter(({ kind }) => kind !== "soak")],
    success: expandSuccess(policy.success),
    verify: expandVerify(policy.verify),
    onFailure: policy.onFailure ?? "stop",
    reviewers: policy.reviewers ?? [],
    labels: policy.labels ?? [],
    highLevel: policy.highLevel ?? "folded",
    deployment: expandDeployment(policy.deployment, names),
  };
}

/** The environment's own soak speaks of the environments before it, and so of the first wave. */
function soakOf(duration: string | undefined): readonly Gate[] {
  return duration === undefined ? [] : [{ kind: "soak", duration }];
}

function expandGate(gate: GateSpec): Gate {
  switch (gate.kind) {
    case "approval":
      return {
        kind: "approval",
        count: gate.count ?? 1,
        teams: gate.teams ?? [],
        notAuthor: gate.notAuthor ?? true,
      };
    case "checks":
      return { ...gate, creators: gate.creators ?? [WORKFLOW_LOGIN] };
    case "custom":
      return { ...gate, with: gate.with ?? {} };
    case "soak":
    case "window":
      return gate;
  }
}

function expandSuccess(success: EnvironmentPolicySpec["success"]): SuccessPolicy {
  const targets = success?.targets ?? "all";
  return {
    targets: typeof targets === "string" ? targets : targets.atLeast,
    timeoutMs: durationMs(success?.timeout ?? "30m"),
  };
}

function expandVerify(verify: EnvironmentPolicySpec["verify"]): VerifyPolicy {
  return {
    event: verify?.event,
    contexts: verify?.contexts ?? [],
    creators: verify?.creators ?? [WORKFLOW_LOGIN],
    timeoutMs: durationMs(verify?.timeout ?? "1h"),
  };
}

function expandDeployment(
  deployment: EnvironmentPolicySpec["deployment"],
  names: SlotNames,
): DeploymentPolicy | undefined {
  if (deployment === false) return undefined;
  return {
    environment: expandPlaceholders(deployment?.environment ?? "{env}", names),
    production: deployment?.production ?? false,
    transient: deployment?.transient ?? false,
  };
}
