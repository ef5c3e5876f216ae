import type { SoakGateSpec, WindowGateSpec } from "./environment-spec.ts";

/** The policy of a slot with every default filled in. */
export interface SlotPolicy {
  /** Which release comes next where several are due. */
  readonly select: "latest" | "every" | "manual";
  /** What a newer release does to an open pull request. */
  readonly onNewer: "supersede" | "queue";
  /** Who merges. */
  readonly merge: "manual" | "auto";
  /** How the promoter merges. */
  readonly mergeMethod: "merge" | "squash" | "rebase";
  /** What must be open before the promoter merges. */
  readonly gates: readonly Gate[];
  /** When a deployment counts as successful. */
  readonly success: SuccessPolicy;
  /** Tests after a deployment. */
  readonly verify: VerifyPolicy;
  /** What a failure leads to. */
  readonly onFailure: "stop" | "propose-rollback" | "rollback";
  /** Logins, or `org/team`, that are asked for a review. */
  readonly reviewers: readonly string[];
  /** Labels of the pull requests. */
  readonly labels: readonly string[];
  /** How the pull request shows the high-level manifests. */
  readonly highLevel: "folded" | "first";
  /** The GitHub deployment; undefined for none. */
  readonly deployment: DeploymentPolicy | undefined;
}

/** A gate with every default filled in. */
export type Gate = ApprovalGate | ChecksGate | CustomGate | SoakGateSpec | WindowGateSpec;

/** People have to approve. */
export interface ApprovalGate {
  /** Names this kind of gate. */
  readonly kind: "approval";
  /** How many people. */
  readonly count: number;
  /** Teams whose members count, each as `org/team`; none for everybody who may write. */
  readonly teams: readonly string[];
  /** Whether the authors of the change do not count. */
  readonly notAuthor: boolean;
}

/** Named checks have to be green. */
export interface ChecksGate {
  /** Names this kind of gate. */
  readonly kind: "checks";
  /** Where they are read. */
  readonly on: "pull-request" | "source" | "upstream";
  /** Contexts of commit statuses or names of check runs. */
  readonly contexts: readonly string[];
  /** Logins whose results count. */
  readonly creators: readonly string[];
}

/** A provider of the host judges. */
export interface CustomGate {
  /** Names this kind of gate. */
  readonly kind: "custom";
  /** Name of the provider. */
  readonly name: string;
  /** What the provider is told. */
  readonly with: Readonly<Record<string, unknown>>;
}

/** When a deployment counts as successful. */
export interface SuccessPolicy {
  /** How many targets must have succeeded. */
  readonly targets: "all" | "any" | number;
  /** Milliseconds that Flux may take. */
  readonly timeoutMs: number;
}

/** Tests after a deployment. */
export interface VerifyPolicy {
  /** Event type of the dispatch that starts them; undefined for that of the reporter. */
  readonly event: string | undefined;
  /** Names that must all succeed; none when nothing is verified. */
  readonly contexts: readonly string[];
  /** Logins whose statuses count. */
  readonly creators: readonly string[];
  /** Milliseconds that they may take from the success of the deployment. */
  readonly timeoutMs: number;
}

/** How GitHub's Deployments show a slot. */
export interface DeploymentPolicy {
  /** Name of the GitHub environment. */
  readonly environment: string;
  /** Whether users work with it. */
  readonly production: boolean;
  /** Whether it will be gone some time. */
  readonly transient: boolean;
}
