import type { FluxEvent } from "@gitops/flux-events";
import {
  encodeLock,
  LOCK_FILE,
  type DispatchPayload,
  type EventOrigin,
  type Release,
  type Reporter,
} from "@gitops/github-reporter";
import { err, errAsync, ok, okAsync, type Result, type ResultAsync } from "neverthrow";

import {
  orderHold,
  orderPromotion,
  orderResume,
  orderRollback,
  type HoldOptions,
  type Order,
  type PromoteOptions,
  type RollbackOptions,
} from "./control/orders.ts";
import { decide } from "./decide/decide.ts";
import { InputInvalidError, type PromotionError } from "./errors.ts";
import { explainSlot } from "./explain.ts";
import { scopeOfEvent } from "./github-event.ts";
import { readHistory, type HistoryEntry, type HistoryOptions } from "./inspect/history.ts";
import { planDryRun, type DryRun, type PlanOptions } from "./inspect/preview.ts";
import { findCommit, type CommitPlace } from "./inspect/where.ts";
import { observe } from "./observe/observe.ts";
import type { Scope } from "./observe/scope.ts";
import type { Pipeline, Slot } from "./pipeline/pipeline.ts";
import { createContext, type ContextOptions, type PromoterContext } from "./promoter-context.ts";
import { reconcile, type Report } from "./reconcile.ts";
import { recordDeployment } from "./record-deployment.ts";
import { fitsPipeline } from "./release/fits-pipeline.ts";
import { recordRelease, type Submission } from "./release/submit.ts";
import { renderSlot } from "./render/render-slot.ts";
import { reportVerification, type Verification } from "./report-verification.ts";
import type { World } from "./world.ts";

/** What a promoter works with. */
export interface PromoterOptions extends ContextOptions {
  /** The reporter of the same pipeline, for `recordDeployment`. Default: none. */
  readonly reporter?: Pick<Reporter, "handle"> | undefined;
}

/** What became of a submitted release, and of the slots. */
export interface SubmissionReport extends Report {
  /** What became of the release. */
  readonly submission: Submission;
}

/** Brings releases from environment to environment. Nothing in it waits; each call looks, acts and returns. */
export interface Promoter {
  /**
   * Takes a release from CI and reconciles.
   *
   * @returns what became of the release and of the slots, or `INPUT_INVALID`, `LOST_RACE` (submit again), a GitHub error.
   */
  submit(release: Release): ResultAsync<SubmissionReport, PromotionError>;
  /**
   * Has the reporter show what a verified Flux event says, and reconciles what may follow from it: for hosts that have no
   * lane of their own, such as a workflow. Needs the option `reporter`.
   *
   * @returns the report; `INPUT_INVALID` when the reporter refuses the event for good; `GITHUB_UNAVAILABLE` when it has to be
   * tried again.
   * @throws TypeError without a reporter.
   */
  recordDeployment(event: FluxEvent, origin: EventOrigin): ResultAsync<Report, PromotionError>;
  /**
   * Reports a verification, as `reportVerification` does, and reconciles what may follow from it.
   *
   * @param dispatch - Payload of the `repository_dispatch` that it answers.
   */
  reportVerification(dispatch: DispatchPayload, verification: Verification): ResultAsync<Report, PromotionError>;
  /**
   * Looks at Git and GitHub, decides, and does what is due. Safe to call at any time, by any number of callers: it repairs
   * whatever a lost event left undone.
   */
  reconcile(scope?: Scope): ResultAsync<Report, PromotionError>;
  /**
   * Reconciles what a verified GitHub webhook event may have moved.
   *
   * @returns the report, or undefined when the event is about something else.
   */
  onGitHubEvent(name: string, payload: unknown): ResultAsync<Report | undefined, PromotionError>;

  /** Reads the world without writing anything. */
  observe(scope?: Scope): ResultAsync<World, PromotionError>;
  /** Decides without doing anything, and shows what would change. */
  plan(options?: PlanOptions): ResultAsync<DryRun, PromotionError>;
  /**
   * Renders a release for a slot without writing anything: every file of the proposal, the release lock among them, by
   * its path in the slot's folder. CI validates templates with it before anything is submitted.
   */
  render(slot: string, release: Release): ResultAsync<ReadonlyMap<string, string>, PromotionError>;
  /** Says in sentences where a slot stands and why. */
  explain(slot: string): ResultAsync<string, PromotionError>;
  /** Lists the deployments of a slot, the newest first. */
  history(slot: string, options?: HistoryOptions): ResultAsync<readonly HistoryEntry[], PromotionError>;
  /**
   * Tells in which slots a commit of the code runs.
   *
   * @returns a place for each slot of the apps that are built from its repository, or `NOT_FOUND`.
   */
  where(commit: string): ResultAsync<readonly CommitPlace[], PromotionError>;

  /**
   * Asks for a release in a slot, past the order of environments, and also when it was rejected or is older. It becomes a pull
   * request like any other; gates that it does not bypass count. The request is void once something else is deployed.
   *
   * @returns the report; `NOT_FOUND` for a release that was never submitted; `INPUT_INVALID`.
   */
  promote(slot: string, release: string, options: PromoteOptions): ResultAsync<Report, PromotionError>;
  /**
   * Asks for an earlier deployment, restored byte for byte, and holds the slot.
   *
   * @returns the report; `NOT_FOUND` when there is nothing to go back to; `INPUT_INVALID`.
   */
  rollback(slot: string, options: RollbackOptions): ResultAsync<Report, PromotionError>;
  /** Lets nothing move in a slot until somebody resumes it, or until a time. */
  hold(slot: string, options: HoldOptions): ResultAsync<Report, PromotionError>;
  /** Ends a hold, a request, and the standstill after a step back. */
  resume(slot: string, options: Order): ResultAsync<Report, PromotionError>;
}

/**
 * Creates a promoter for one pipeline.
 *
 * @throws TypeError when `identity.logins` is empty.
 * @example
 * ```ts source="./promoter.examples.ts#createPromoter_basic"
 * const promoter = createPromoter({ pipeline, client, identity: { logins: ["acme-gitops[bot]"] } });
 * const submitted = await promoter.submit(release);
 * return submitted.match(
 *   ({ plan }) => plan.slots.map(explainSlot),
 *   ({ code, message }) => [`${code}: ${message}`],
 * );
 * ```
 */
export function createPromoter(options: PromoterOptions): Promoter {
  const { pipeline, identity } = options;
  if (identity.logins.length === 0)
    throw new TypeError("createPromoter needs a login: no evidence counts without one.");
  const context = createContext(options);
  const withSlot = <T>(
    id: string,
    use: (slot: Slot) => ResultAsync<T, PromotionError>,
  ): ResultAsync<T, PromotionError> => findSlot(pipeline, id).asyncAndThen(use);
  const andReconcile = (slot: Slot, done: ResultAsync<unknown, PromotionError>): ResultAsync<Report, PromotionError> =>
    done.andThen(() => reconcile(context, { apps: [slot.app], environments: [slot.environment, ...slot.next] }));
  return {
    submit: (release) =>
      recordRelease(context, release).andThen((submission) =>
        reconcile(context).map((report) => ({ ...report, submission })),
      ),
    recordDeployment: (event, origin) =>
      recordDeployment(context, options.reporter, { event, origin }).andThen((scope) => reconcile(context, scope)),
    reportVerification: (dispatch, verification) =>
      reportFor(context, dispatch, verification).andThen((scope) => reconcile(context, scope)),
    reconcile: (scope) => reconcile(context, scope),
    onGitHubEvent: (name, payload) => {
      const scope = scopeOfEvent(pipeline, name, payload);
      return scope === undefined ? okAsync(undefined) : reconcile(context, scope);
    },

    observe: (scope) => observe(context, scope),
    plan: (planned = {}) =>
      planned.release === undefined
        ? planDryRun(context, planned)
        : fitsPipeline(pipeline, planned.release).asyncAndThen(() => planDryRun(context, planned)),
    render: (id, release) =>
      fitsPipeline(pipeline, release)
        .andThen(() => findSlot(pipeline, id))
        .andThen((slot) => belongsTo(slot, release))
        .asyncAndThen((slot) => renderSlot(context, slot, { release, reason: "promotion" }))
        .map(({ tree, lock }) => new Map([...tree.files, [LOCK_FILE, encodeLock(lock)]])),
    explain: (id) => withSlot(id, (slot) => explain(context, slot)),
    history: (id, read = {}) => withSlot(id, (slot) => readHistory(context, slot, read)),
    where: (commit) => findCommit(context, commit),

    promote: (id, release, ordered) =>
      withSlot(id, (slot) => andReconcile(slot, orderPromotion(context, slot, release, ordered))),
    rollback: (id, ordered) => withSlot(id, (slot) => andReconcile(slot, orderRollback(context, slot, ordered))),
    hold: (id, ordered) => withSlot(id, (slot) => andReconcile(slot, orderHold(context, slot, ordered))),
    resume: (id, ordered) => withSlot(id, (slot) => andReconcile(slot, orderResume(context, slot, ordered))),
  };
}

/** A dispatch tells its environment and app; which of several slots it is about only matters to the evidence. */
function reportFor(
  context: PromoterContext,
  dispatch: DispatchPayload,
  verification: Verification,
): ResultAsync<Scope, PromotionError> {
  const { app, environment, source } = dispatch;
  const slot = context.pipeline.slots.find((one) => one.app === app && one.environment === environment);
  if (slot === undefined) {
    const problem = `The dispatch ${dispatch.id} is about ${environment}/${app}, which the pipeline does not have`;
    return errAsync(new InputInvalidError(problem));
  }
  const { client } = context.repository(source?.repository ?? slot.source);
  const { creators } = slot.policy.verify;
  return reportVerification(client, dispatch, verification, { creators }).map(() => ({
    apps: [app],
    environments: [environment, ...slot.next],
  }));
}

function explain(context: PromoterContext, slot: Slot): ResultAsync<string, PromotionError> {
  return observe(context, { apps: [slot.app], environments: [slot.environment] })
    .map(decide)
    .map(({ slots }) =>
      slots
        .filter((decision) => decision.slot === slot.id)
        .map(explainSlot)
        .join(""),
    );
}

function belongsTo(slot: Slot, { id, app }: Release): Result<Slot, InputInvalidError> {
  return slot.app === app ? ok(slot) : err(new InputInvalidError(`Release ${id} is one of ${app}, not of ${slot.id}`));
}

function findSlot({ slots }: Pipeline, id: string): Result<Slot, InputInvalidError> {
  const slot = slots.find((candidate) => candidate.id === id);
  if (slot !== undefined) return ok(slot);
  return err(
    new InputInvalidError(`There is no slot ${id}; the pipeline has ${slots.map((known) => known.id).join(", ")}`),
  );
}
