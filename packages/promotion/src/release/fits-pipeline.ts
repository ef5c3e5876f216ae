import { checkRelease, type Release, type ReleaseInvalidError } from "@gitops/github-reporter";
import { err, ok, type Result } from "neverthrow";

import { InputInvalidError } from "../errors.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";
import { makeRelease } from "./make-release.ts";

/**
 * Checks that a release is one, and one of the pipeline: its app, code repository, templates and images.
 *
 * @internal
 */
export function fitsPipeline(
  pipeline: Pipeline,
  release: Release,
): Result<Release, InputInvalidError | ReleaseInvalidError> {
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
  const source = (app.source ?? pipeline.spec.source).repo;
  if (release.source.repository !== source) {
    return err(
      new InputInvalidError(`${place} comes from ${release.source.repository}, the pipeline expects ${source}`),
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
  return ok(release);
}

/** The digest itself is checked with the rest of the release. */
function isFrom(repository: string, reference: string): boolean {
  return reference.startsWith(`${repository}@`) || reference.startsWith(`${repository}:`);
}
