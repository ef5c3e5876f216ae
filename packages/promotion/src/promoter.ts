import type { Release } from "@gitops/github-reporter";
import { errAsync, okAsync, type ResultAsync } from "neverthrow";

import { decide } from "./decide/decide.ts";
import type { Plan } from "./decide/plan.ts";
import { InputInvalidError, type PromotionError } from "./errors.ts";
import { explainSlot } from "./explain.ts";
import { concernsPipeline } from "./github-event.ts";
import { observe } from "./observe/observe.ts";
import type { Pipeline } from "./pipeline/pipeline.ts";
import { createContext, type GitHubClients } from "./promoter-context.ts";
import { reconcile, type Report } from "./reconcile.ts";
import { recordRelease, type Submission } from "./release/submit.ts";
import type { World } from "./world.ts";

/** What a promoter works with. */
export interface PromoterOptions {
  /** The pipeline, from `parsePipeline` or `definePipeline`. */
  readonly pipeline: Pipeline;
  /** Client of GitHub, or one for each repository. Any `@octokit/core` instance fits. */
  readonly github: GitHubClients;
  /** The logins whose commit statuses are evidence: the account that the reporter writes with. */
  readonly identity: { readonly logins: readonly string[] };
  /** Address of GitHub for people, for links. Default: `https://github.com`. */
  readonly webUrl?: string;
}

/** Brings releases from environment to environment. Nothing in it waits; each call looks, acts and returns. */
export interface Promoter {
  /**
   * Takes a release from CI and reconciles.
   *
   * @returns what became of the release and of the slots, or `INPUT_INVALID`, `LOST_RACE` (submit again), a GitHub error.
   */
  submit(release: Release): ResultAsync<Report & { readonly submission: Submission }, PromotionError>;
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
  /** Says in sentences where a slot stands and why. */
  explain(slot: string): ResultAsync<string, PromotionError>;
}

/**
 * Creates a promoter for one pipeline.
 *
 * @example
 * ```ts source="./promoter.examples.ts#createPromoter_basic"
 * ```
 */
export function createPromoter(options: PromoterOptions): Promoter {
  const { pipeline, github, identity, webUrl = "https://github.com" } = options;
  const context = createContext({ pipeline, github, reporters: identity.logins, webUrl: webUrl.replace(/\/+$/, "") });
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
    explain: (slot) =>
      plan().andThen(({ slots }) => {
        const decision = slots.find((candidate) => candidate.slot === slot);
        if (decision !== undefined) return okAsync(explainSlot(decision));
        const known = slots.map((candidate) => candidate.slot).join(", ");
        return errAsync(new InputInvalidError(`There is no slot ${slot}; the pipeline has ${known}`));
      }),
  };
}
