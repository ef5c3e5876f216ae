import type { LockReason, Release, ReleaseLock } from "@gitops/github-reporter";

import type { GateVerdict } from "./decide/plan.ts";
import type { Pipeline, Slot, Track } from "./pipeline/pipeline.ts";

/** Everything `decide` looks at: Git and GitHub as they were read at one moment. */
export interface World {
  /** When it was read, RFC 3339. */
  readonly at: string;
  /** The pipeline. */
  readonly pipeline: Pipeline;
  /** The submitted releases of each app, the newest first; older ones only where a policy needs them. */
  readonly inbox: Readonly<Record<string, readonly Release[]>>;
  /** One view per track that is to be decided on, in the order of the pipeline. */
  readonly tracks: readonly TrackView[];
  /** One view per slot of these tracks and of what they depend on, in the order of the pipeline. */
  readonly slots: readonly SlotView[];
}

/** A commit of a base branch and its tree. */
export interface BaseBranch {
  /** Commit sha. */
  readonly sha: string;
  /** Tree sha of that commit. */
  readonly tree: string;
}

/** What Git and GitHub show of one track. */
export interface TrackView {
  /** The track. */
  readonly track: Track;
  /** Head of the branch that its pull request goes to, which its slots were read at. */
  readonly base: BaseBranch;
  /** What the track's branch holds; undefined when there is no such branch. */
  readonly proposal: ProposalView | undefined;
  /** What people closed without merging it, the newest first. */
  readonly rejections: readonly Rejection[];
}

/** The proposal branch of a track. */
export interface ProposalView {
  /** Head commit of the branch. */
  readonly sha: string;
  /** What it changes, by slot id; nothing when somebody made the branch what it is not. */
  readonly changes: Readonly<Record<string, ProposedSlot>>;
  /** Whether the promoter made the head commit for this track. Anybody who may push can put another one on the branch. */
  readonly isOurs: boolean;
  /** The open pull request of the branch. */
  readonly pullRequest: PullRequestView | undefined;
}

/** What a proposal makes of a slot. */
export interface ProposedSlot {
  /** The lock at the head. */
  readonly lock: ReleaseLock;
  /** Digest of the configuration that it was rendered with. */
  readonly configuration: string;
}

/** A release that a person closed the pull request of. */
export interface Rejection {
  /** Slot id. */
  readonly slot: string;
  /** Release id. */
  readonly release: string;
  /** Why it was proposed. */
  readonly reason: LockReason;
  /** Digest of the configuration that it was rendered with. */
  readonly configuration: string;
  /** When it was closed, RFC 3339. */
  readonly at: string;
  /** Number of the pull request. */
  readonly pullRequest: number;
}

/** An open pull request. */
export interface PullRequestView {
  /** Number of the pull request. */
  readonly number: number;
  /** Address for people. */
  readonly url: string;
  /** False when GitHub found conflicts; undefined while GitHub computes it. */
  readonly mergeable: boolean | undefined;
  /** People who may write and whose latest review approves the head commit. */
  readonly approvals: readonly Approval[];
  /** Logins who may write and whose latest review requests changes, of whatever commit. */
  readonly objectors: readonly string[];
  /** State of the commit status `gitops/gates` on the head; undefined when there is none of ours. */
  readonly gates: GatesStatus | undefined;
  /** What people see of it, so that only what differs is written; undefined when it was not read, and then all is written. */
  readonly shown?: ShownPullRequest | undefined;
}

/** What people see of a pull request. */
export interface ShownPullRequest {
  /** Title. */
  readonly title: string;
  /** Body; empty when there is none. */
  readonly body: string;
  /** Names of its labels, those that people added among them. */
  readonly labels: readonly string[];
}

/** Somebody who approves. */
export interface Approval {
  /** Login. */
  readonly login: string;
  /** The teams of the policy that this person is a member of, as `org/team`. */
  readonly teams: readonly string[];
}

/** What GitHub shows of the gates. */
export interface GatesStatus {
  /** Whether all are open. */
  readonly isOpen: boolean;
  /** What it says. */
  readonly text: string;
}

/** What Git and GitHub show of one slot. */
export interface SlotView {
  /** The slot. */
  readonly slot: Slot;
  /** What the base branch holds; undefined when nothing was ever deployed. */
  readonly live: LiveView | undefined;
  /** Digest of the configuration as it is now; undefined when it was not read. */
  readonly configuration: string | undefined;
  /** The releases that succeeded here before the live one, the newest first; read where a policy needs them. */
  readonly earlier: readonly Release[];
  /** What a rollback would restore: the last deployment before the live one that succeeded; read when something failed. */
  readonly restorable: RestorableView | undefined;
  /** Where releases that may come next stand in the code's history, seen from the live one, by release id. */
  readonly standings: Readonly<Record<string, Standing>>;
  /** Who wrote what the open pull request changes here; undefined when there is none. */
  readonly authors: ChangeAuthors | undefined;
  /** What people ordered. */
  readonly orders: Orders;
  /** Verdicts of the gates that had to be looked up: checks and those of providers. */
  readonly verdicts: readonly GateVerdict[];
  /** Why the slot could not be read; then nothing is decided for it, and the other slots go on. */
  readonly problem: string | undefined;
  /** Why its last proposal failed within this reconciliation; then it is left out of further ones. */
  readonly failure: string | undefined;
}

/** What is deployed, and what is known about it. */
export interface LiveView {
  /** The lock on the base branch. */
  readonly lock: ReleaseLock;
  /** Digest of the configuration that it was rendered with. */
  readonly configuration: string;
  /** The commit that introduced the lock: evidence is written there. */
  readonly commit: string;
  /** When that commit was made, RFC 3339. */
  readonly since: string;
  /** What renders to the same bytes, and so counts as deployed with this lock. */
  readonly same: SameContent | undefined;
  /** What each target reported, in the order of the slot's targets. */
  readonly targets: readonly TargetView[];
  /** What each verification reported, in the order of the policy. */
  readonly verifications: readonly VerificationView[];
  /** How its release came. */
  readonly arrival: Arrival;
  /** Files that somebody changed, added or deleted by hand, from the slot's folder. */
  readonly drift: readonly string[];
}

/** A later release or configuration that renders to what is live. */
export interface SameContent {
  /** The release. */
  readonly release: string;
  /** Digest of the configuration. */
  readonly configuration: string;
}

/** How the live release came to the slot; a change of its configuration since then does not count. */
export interface Arrival {
  /** The commit that introduced it. */
  readonly commit: string;
  /** Why. */
  readonly reason: LockReason;
  /** The release that ran before; undefined for the first one. */
  readonly replaced: Release | undefined;
  /** Whether that one is newer: somebody went back. */
  readonly isStepBack: boolean;
}

/** An earlier deployment that can be restored. */
export interface RestorableView {
  /** The commit that introduced its lock. */
  readonly commit: string;
  /** Its lock. */
  readonly lock: ReleaseLock;
}

/** What one target reported on the live lock. */
export interface TargetView {
  /** Name of the target. */
  readonly name: string;
  /** Unknown until Flux said something. */
  readonly state: "unknown" | "pending" | "success" | "failure";
  /** What Flux said, in one line. */
  readonly text: string;
  /** When, RFC 3339; undefined when it said nothing. */
  readonly at: string | undefined;
}

/** What one verification reported on the live lock. */
export interface VerificationView {
  /** Name of the verification. */
  readonly name: string;
  /** Pending until the workflow said something about this very deployment. */
  readonly state: "pending" | "success" | "failure";
  /** What the workflow said. */
  readonly text: string;
  /** Page with its log. */
  readonly url: string | undefined;
}

/** What people ordered for a slot: the file of the slot on the branch `gitops/control`. */
export interface Orders {
  /** Nothing moves until it is resumed; undefined when there is no hold. */
  readonly hold: Hold | undefined;
  /** The commit of a step back after which somebody resumed. */
  readonly resumed: string | undefined;
  /** What somebody asked for; undefined when there is nothing. */
  readonly request: PromotionRequest | undefined;
}

/** Nothing moves in a slot. */
export interface Hold {
  /** Who ordered it. */
  readonly by: string;
  /** Why. */
  readonly reason: string;
  /** Until when, RFC 3339; undefined until somebody resumes. */
  readonly until: string | undefined;
}

/** Somebody asked for a release, or for the way back. */
export interface PromotionRequest {
  /** What is asked for. */
  readonly kind: "promote" | "rollback";
  /** The release. */
  readonly release: Release;
  /** For a rollback, the commit whose manifests are restored. */
  readonly restore: string | undefined;
  /** Who asked. */
  readonly by: string;
  /** Why. */
  readonly reason: string;
  /** When, RFC 3339. */
  readonly at: string;
  /** Gates that do not count for it. */
  readonly bypass: readonly string[];
  /** The commit that was live when it was asked for, undefined for none: once another one is, the request is void. */
  readonly on: string | undefined;
}

/** Where the commit of a release stands, seen from that of another. */
export type Standing = "ahead" | "behind" | "identical" | "diverged";

/** Who wrote the commits that a proposal brings, in the code and in the configuration. */
export interface ChangeAuthors {
  /** Logins. */
  readonly logins: readonly string[];
  /** Whether these are all: GitHub lists at most 250 commits, and knows no login for an address of no account. */
  readonly isComplete: boolean;
}
