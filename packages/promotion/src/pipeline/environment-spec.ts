import type { EnvironmentManifestsSpec } from "./manifests-spec.ts";

/** How an environment decides. */
export interface EnvironmentPolicySpec {
  /**
   * Which release comes next where several are due: the `latest`, `every` one in order, or only what a person promotes
   * (`manual`). Default: `latest`.
   */
  readonly select?: "latest" | "every" | "manual" | undefined;
  /** What a newer release does to an open pull request: takes its place, or waits behind it. Default: `supersede`. */
  readonly onNewer?: "supersede" | "queue" | undefined;
  /** Who merges: a person, or the promoter once every gate is open. Default: `manual`. */
  readonly merge?: "manual" | "auto" | undefined;
  /** How the promoter merges; people may merge in any way. Default: `merge`. */
  readonly mergeMethod?: "merge" | "squash" | "rebase" | undefined;
  /** Which slots share a pull request: those of an app, of a cluster, or of the whole environment. Default: `app`. */
  readonly groupPullRequestsBy?: "app" | "cluster" | "environment" | undefined;
  /** What must be open before the promoter merges. Default: none. */
  readonly gates?: readonly GateSpec[] | undefined;
  /** When a deployment counts as successful. Default: every target, within 30 minutes. */
  readonly success?: SuccessSpec | undefined;
  /** Tests that run in the code repository after a deployment. Default: none. */
  readonly verify?: VerifySpec | undefined;
  /**
   * What a failed deployment or verification leads to: nothing, a pull request that restores what last succeeded, or that
   * and its merge. Default: `stop`.
   */
  readonly onFailure?: "stop" | "propose-rollback" | "rollback" | undefined;
  /** Logins, or `org/team`, that are asked for a review. Default: none. */
  readonly reviewers?: readonly string[] | undefined;
  /** Labels of the pull requests, besides those that name environment and app. Default: none. */
  readonly labels?: readonly string[] | undefined;
  /** How the pull request shows the high-level manifests, where there are any. Default: `folded`, below the objects. */
  readonly highLevel?: "folded" | "first" | undefined;
  /** The GitHub deployment; false for none. Default: one in the GitHub environment of this name. */
  readonly deployment?: DeploymentSpec | false | undefined;
}

/** Something that must be open before the promoter merges. */
export type GateSpec = ApprovalGateSpec | ChecksGateSpec | CustomGateSpec | SoakGateSpec | WindowGateSpec;

/** People have to approve the pull request. */
export interface ApprovalGateSpec {
  /** Names this kind of gate. */
  readonly kind: "approval";
  /** How many people. Default: 1. */
  readonly count?: number | undefined;
  /** Only members of one of these teams count, each as `org/team`. Default: everybody who may write. */
  readonly teams?: readonly string[] | undefined;
  /** Whether the authors of the change do not count. Default: true. */
  readonly notAuthor?: boolean | undefined;
}

/** Named checks have to be green. */
export interface ChecksGateSpec {
  /** Names this kind of gate. */
  readonly kind: "checks";
  /** Where: the head of the pull request, the code commit, or the manifests commit of each environment before this one. */
  readonly on: "pull-request" | "source" | "upstream";
  /** Contexts of commit statuses or names of check runs, all of which must have succeeded. */
  readonly contexts: readonly string[];
  /** Logins whose results count. Default: `github-actions[bot]`. */
  readonly creators?: readonly string[] | undefined;
}

/** A gate of your own, judged by a provider that the promoter is given. */
export interface CustomGateSpec {
  /** Names this kind of gate. */
  readonly kind: "custom";
  /** Name of the provider. */
  readonly name: string;
  /** What the provider is told. Default: nothing. */
  readonly with?: Readonly<Record<string, unknown>> | undefined;
}

/** A release has to run well before it goes on. This version does not judge it: it stays closed, and a person merges. */
export interface SoakGateSpec {
  /** Names this kind of gate. */
  readonly kind: "soak";
  /** How long, such as `24h`. */
  readonly duration: string;
}

/** Releases go on at certain times only. This version does not judge it: it stays closed, and a person merges. */
export interface WindowGateSpec {
  /** Names this kind of gate. */
  readonly kind: "window";
  /** IANA time zone. Default: UTC. */
  readonly timezone?: string | undefined;
  /** Times at which it is open. Default: always. */
  readonly allow?: readonly WindowSpec[] | undefined;
  /** Times at which it is closed all the same. Default: none. */
  readonly deny?: readonly WindowSpec[] | undefined;
}

/** A time that comes again every week, or a stretch of days. */
export interface WindowSpec {
  /** Days of the week, `Mon` to `Sun`. Default: all. */
  readonly days?: readonly string[] | undefined;
  /** From this time of the day, `HH:MM`. */
  readonly from?: string | undefined;
  /** Until this time of the day, `HH:MM`. */
  readonly to?: string | undefined;
  /** First day, `YYYY-MM-DD`. */
  readonly start?: string | undefined;
  /** Last day, `YYYY-MM-DD`. */
  readonly end?: string | undefined;
  /** Why, for people. */
  readonly reason?: string | undefined;
}

/** So many targets. */
export interface AtLeast {
  /** How many. */
  readonly atLeast: number;
}

/** When a deployment counts as successful. */
export interface SuccessSpec {
  /** How many targets must have succeeded. Default: `all`. */
  readonly targets?: "all" | "any" | AtLeast | undefined;
  /** How long Flux may take to say how it ended, such as `30m`; after that, its silence is a failure. Default: `30m`. */
  readonly timeout?: string | undefined;
}

/** Verification by workflows of the code repository. */
export interface VerifySpec {
  /** Event type of the `repository_dispatch` that starts them. Default: `gitops.deployed`. */
  readonly event?: string | undefined;
  /** Names that must all succeed, each one commit status on the code commit. */
  readonly contexts: readonly string[];
  /** Logins whose statuses count. Default: `github-actions[bot]`. */
  readonly creators?: readonly string[] | undefined;
  /** How long they may take from the success of the deployment, such as `1h`; after that they have failed. Default: `1h`. */
  readonly timeout?: string | undefined;
}

/** How GitHub's Deployments show an environment. */
export interface DeploymentSpec {
  /** Name of the GitHub environment, with placeholders. Default: `{env}`. */
  readonly environment?: string | undefined;
  /** Whether users work with it. Default: false. */
  readonly production?: boolean | undefined;
  /** Whether it will be gone some time. Default: false. */
  readonly transient?: boolean | undefined;
}

/** Every one of these environments must have succeeded first. */
export interface AfterAll {
  /** Names of environments. */
  readonly all: readonly string[];
}

/** Any one of these environments must have succeeded first. */
export interface AfterAny {
  /** Names of environments. */
  readonly any: readonly string[];
}

/** Chooses clusters by their labels. */
export interface ClusterSelector {
  /** Labels that a cluster must have, all of them. */
  readonly matchLabels: Readonly<Record<string, string>>;
}

/** A part of an environment that is deployed before the next part. */
export interface WaveSpec {
  /** Name, for `{wave}`. */
  readonly name: string;
  /** Clusters of the environment that belong to it. */
  readonly clusters: readonly string[] | ClusterSelector;
  /**
   * How long a release must run in it before the next wave, where it takes the place of the environment's own soak gates.
   * This version does not judge it: the next wave waits for a person. Default: no time.
   */
  readonly soak?: string | undefined;
}

/** An environment. */
export interface EnvironmentSpec extends EnvironmentPolicySpec {
  /** Environments that must have succeeded first: all of the list, or all / any as written. Default: none, so releases start here. */
  readonly after?: readonly string[] | AfterAll | AfterAny | undefined;
  /** Clusters that read this environment's folders. */
  readonly clusters: readonly string[] | ClusterSelector;
  /**
   * Parts that are deployed one after another; every cluster belongs to one. Needs `{wave}` or `{cluster}` in the path, branch
   * or repository. Default: none.
   */
  readonly waves?: readonly WaveSpec[] | undefined;
  /** Another repository, branch or folder for this environment. Default: that of the pipeline. */
  readonly manifests?: EnvironmentManifestsSpec | undefined;
  /** Values that win over every config source. Default: none. */
  readonly values?: Readonly<Record<string, unknown>> | undefined;
  /** Policy of single apps in this environment; a key that is there replaces that of the environment. Default: none. */
  readonly apps?: Readonly<Record<string, EnvironmentPolicySpec>> | undefined;
}
