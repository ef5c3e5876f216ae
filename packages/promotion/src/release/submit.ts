import { checkRelease, type Release, type ReleaseInvalidError } from "@gitops/github-reporter";
import { err, errAsync, ok, type Result, type ResultAsync, safeTry } from "neverthrow";

import { InputInvalidError, type PromotionError } from "../errors.ts";
import { compareReleases } from "../observe/compare-releases.ts";
import { listBranches } from "../observe/branches.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";
import type { PromoterContext } from "../promoter-context.ts";
import { makeRelease } from "./make-release.ts";
import { appendToInbox, inboxBranch, readInbox } from "./inbox.ts";

/**
 * What became of a submitted release. `unchanged`: the newest release has the same id, or the same images and
 * templates. `superseded`: a release of a newer commit is there already.
 */
export type Submission = "recorded" | "unchanged" | "superseded";

/** CI runs of two commits may end at the same time; more losses in a row mean that something else is wrong. */
const MAX_RACES = 3;

/**
 * Records a release in the inbox of its app, unless it is there already or an older one than what is there.
 *
 * @internal
 */
export function recordRelease(
  context: PromoterContext,
  release: Release,
  races = MAX_RACES,
): ResultAsync<Submission, PromotionError> {
  return fitsPipeline(context.pipeline, release)
    .asyncAndThen(() => tryToRecord(context, release))
    .orElse((error) =>
      error.code === "LOST_RACE" && races > 1 ? recordRelease(context, release, races - 1) : errAsync(error),
    );
}

function tryToRecord(context: PromoterContext, release: Release): ResultAsync<Submission, PromotionError> {
  return safeTry(async function* () {
    const { manifests } = context;
    const branches = yield* listBranches(manifests);
    const newest = yield* readInbox(manifests, branches.get(inboxBranch(release.app)));
    if (newest !== undefined) {
      if (isSameContent(newest.release, release)) return ok("unchanged" as const);
      const { status } = yield* compareReleases(context, newest.release, release);
      if (status === "behind") return ok("superseded" as const);
    }
    yield* appendToInbox(manifests, release, newest);
    return ok("recorded" as const);
  });
}

/** A push that changes neither images nor templates, such as one of documentation, is no release. */
function isSameContent(one: Release, other: Release): boolean {
  const images = (release: Release): string => JSON.stringify(Object.entries(release.images).sort());
  return one.id === other.id || (one.templates.tree === other.templates.tree && images(one) === images(other));
}

function fitsPipeline(pipeline: Pipeline, release: Release): Result<void, InputInvalidError | ReleaseInvalidError> {
  const checked = checkRelease(release);
  if (checked.isErr()) return err(checked.error);
  const app = pipeline.spec.apps[release.app];
  const place = `Release ${release.id} of ${release.app}`;
  if (app === undefined) {
    const apps = Object.keys(pipeline.spec.apps).join(", ");
    return err(new InputInvalidError(`${place}: the pipeline has no such app, only ${apps}`));
  }
  if (release.id !== makeRelease(release).id) {
    return err(new InputInvalidError(`${place}: the id is not that of its content; make releases with makeRelease`));
  }
  if (release.source.repository !== pipeline.spec.source.repo) {
    return err(
      new InputInvalidError(
        `${place} comes from ${release.source.repository}, the pipeline expects ${pipeline.spec.source.repo}`,
      ),
    );
  }
  if (release.templates.path !== app.templates) {
    return err(
      new InputInvalidError(
        `${place} has its templates in ${release.templates.path}, the pipeline in ${app.templates}`,
      ),
    );
  }
  const expected = Object.keys(app.images).sort().join(", ");
  const named = Object.keys(release.images).sort().join(", ");
  if (expected !== named) {
    return err(
      new InputInvalidError(`${place} must name the images ${expected}; it names ${named === "" ? "none" : named}`),
    );
  }
  for (const [name, { repository }] of Object.entries(app.images)) {
    const reference = release.images[name] ?? "";
    if (!isFrom(repository, reference)) {
      return err(
        new InputInvalidError(`${place}: image ${name} must be ${repository}[:tag]@sha256:<64 hexadecimal digits>`),
      );
    }
  }
  return ok(undefined);
}

/** The digest itself is checked with the rest of the release. */
function isFrom(repository: string, reference: string): boolean {
  return reference.startsWith(`${repository}@`) || reference.startsWith(`${repository}:`);
}
