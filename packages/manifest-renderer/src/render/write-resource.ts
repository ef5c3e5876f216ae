import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { LimitExceededError, ResourceUnwritableError } from "../errors.ts";
import type { Limits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { resourceIdOf } from "../resource/resource.ts";
import { stringifyResources } from "../resource/stringify-resources.ts";
import { fileDigest } from "../digest.ts";
import type { WrittenResource } from "../tree/manifest.ts";

/** Writes a resource as the text of its file; a document that SOPS has encrypted keeps its bytes. */
export function writeResource(
  located: LocatedResource,
  limits: Limits,
): Result<WrittenResource, LimitExceededError | ResourceUnwritableError> {
  const written =
    located.sealedText === undefined ? stringifyResources([located.resource], { limits }) : ok(located.sealedText);
  if (written.isErr()) return err(written.error);
  const text = written.value;
  return ok({ ...located, id: resourceIdOf(located.resource), text, digest: fileDigest(text) });
}
