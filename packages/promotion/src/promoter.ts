import { encodeLock, LOCK_FILE, type GitHubClients, type Release } from "@gitops/github-reporter";
import type { Engine, RenderCache } from "@gitops/manifest-renderer";
import { err, ok, okAsync, type Result, type ResultAsync } from "neverthrow";

import { renderSlot } from "./render/render-slot.ts";
import { decide } from "./decide/decide.ts";
import type { Plan } from "./decide/plan.ts";
import { InputInvalidError, type PromotionError } from "./errors.ts";
import { explainSlot } from "./explain.ts";
import { concernsPipeline } from "./github-event.ts";
import { observe } from "./observe/observe.ts";
import type { Pipeline, Slot } from "./pipeline/pipeline.ts";
import { createContext } from "./promoter-context.ts";
import { reconcile, type Report } from "./reconcile.ts";
import { fitsPipeline } from "./release/fits-pipeline.ts";
import { recordRelease, type Submission } from "./release/submit.ts";
import type { World } from "./world.ts";

/** What a promoter works with. */
export interface PromoterOptions {
  /** The pipeline, from `parsePipeline` or `definePipeline`. */
  readonly pipeline: Pipeline;
  /** Client of GitHub, or one for each repository. Any `@octokit/core` instance fits. */
  readonly client: GitHubClients;
  /** The logins whose commit statuses are evidence: the account that the reporter writes with. */
  readonly identity: PromoterIdentity;
  /** Address of GitHub for people, for links. Default: the one that belongs to the client's API. */
  readonly webUrl?: string;
  /** Engines that `render` of the pipeline may name: `helm()`, `kustomize()`, `jsonnet()`. Default: none but plain YAML. */
  readonly engines?: readonly Engine[];
  /** Where the results of engines are kept. Default: nowhere, so each look at an open proposal runs them again. */
  readonly cache?: RenderCache;
  /** The clock. Default: the system's. */
  readonly now?: () => Date;
}

/** Whose commit statuses are evidence. */
export interface PromoterIdentity {
  /** Logins, such as `["acme-gitops[bot]"]`; that of the client must be one of them. */
  readonly logins: readonly string[];
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
  /** Looks at Git and GitHub, decides, and does what is due. Safe to call at any time, by any number of callers. */
  reconcile(): ResultAsync<Report, PromotionError>;
  /**
   * Reconciles when a verified GitHub webhook event may have moved a slot.
   *
   * @returns the report, or undefined when the event is about something else.
   */
  onGitHubEvent(name: string, payload: unknown): ResultAsync<Report | undefined, PromotionError>;
  /** Reads the world without writing anything. */
  observe(): ResultAsync<World, PromotionError>;
  /** Decides without doing anything. */
  plan(): ResultAsync<Plan, PromotionError>;
  /**
   * Renders a release for a slot without writing anything: every file of the proposal, the release lock among them, by
   * its path in the slot's folder. CI validates templates with it before anything is submitted.
   */
  render(slot: string, release: Release): ResultAsync<ReadonlyMap<string, string>, PromotionError>;
  /** Says in sentences where a slot stands and why. */
  explain(slot: string): ResultAsync<string, PromotionError>;
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
  const { pipeline, client, identity, webUrl, engines = [], cache, now = () => new Date() } = options;
  const reporters = identity.logins;
  if (reporters.length === 0) throw new TypeError("createPromoter needs a login: no evidence counts without one.");
  const context = createContext({ pipeline, client, reporters, webUrl, engines, cache, now });
  const plan = (): ResultAsync<Plan, PromotionError> => observe(context).map(decide);
  return {
    submit: (release) =>
      recordRelease(context, release).andThen((submission) =>
        reconcile(context).map((report) => ({ ...report, submission })),
      ),
    reconcile: () => reconcile(context),
    onGitHubEvent: (name, payload) =>
      concernsPipeline(pipeline, name, payload) ? reconcile(context) : okAsync(undefined),
    observe: () => observe(context),
    plan,
    render: (id, release) =>
      fitsPipeline(pipeline, release)
        .andThen(() => findSlot(pipeline, id))
        .andThen((slot) => belongsTo(slot, release))
        .asyncAndThen((slot) => renderSlot(context, slot, { release, reason: "promotion" }))
        .map(({ tree, lock }) => new Map([...tree.files, [LOCK_FILE, encodeLock(lock)]])),
    explain: (id) =>
      findSlot(pipeline, id)
        .asyncAndThen(plan)
        .map(({ slots }) =>
          slots
            .filter(({ slot }) => slot === id)
            .map(explainSlot)
            .join(""),
        ),
  };
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
