import type { LockError, ReleaseInvalidError, EnsureError } from "@gitops/github-reporter";
import type { ManifestRendererError } from "@gitops/manifest-renderer";

/** One thing that is wrong with a pipeline. */
export interface PipelineProblem {
  /** What is wrong and what to do. */
  readonly message: string;
  /** Keys that lead to the place, such as `["environments", "prod", "after", 0]`. */
  readonly path: readonly (string | number)[];
  /** Line of the place in the file, from 1; undefined when the pipeline did not come from a file. */
  readonly line: number | undefined;
  /** Column of the place in the file, from 1. */
  readonly column: number | undefined;
}

/** The pipeline cannot be used; every problem is listed at once. */
export class PipelineInvalidError extends Error {
  override readonly name = "PipelineInvalidError";
  readonly code = "PIPELINE_INVALID";
  /** All that is wrong, in the order of the file. */
  readonly problems: readonly PipelineProblem[];

  constructor(file: string, problems: readonly PipelineProblem[]) {
    const lines = problems.map(({ message, path, line, column }) => {
      const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
      return `${place} ${path.join(".")}: ${message}`;
    });
    super(
      `The pipeline has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${lines.join("\n")}`,
    );
    this.problems = problems;
  }
}

/** A file or commit that the promoter needs is not there. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
  readonly code = "NOT_FOUND";
}

/** Somebody else changed a branch after it was read. Their write stands; the next reconciliation sees it. */
export class LostRaceError extends Error {
  override readonly name = "LostRaceError";
  readonly code = "LOST_RACE";
}

/** GitHub does not merge a pull request yet: a required check, a review or a rule is missing. */
export class NotMergeableError extends Error {
  override readonly name = "NotMergeableError";
  readonly code = "NOT_MERGEABLE";
}

/** GitHub answered with more than it can list, or with content that cannot be what it should be. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  readonly code = "UNREADABLE";
}

/** What was handed in does not fit the pipeline, such as a release of an app that it does not know. */
export class InputInvalidError extends Error {
  override readonly name = "InputInvalidError";
  readonly code = "INPUT_INVALID";
}

/** Every expected failure of this package. */
export type PromotionError =
  | PipelineInvalidError
  | NotFoundError
  | LostRaceError
  | NotMergeableError
  | UnreadableError
  | InputInvalidError
  | ReleaseInvalidError
  | EnsureError
  | LockError
  | ManifestRendererError;
