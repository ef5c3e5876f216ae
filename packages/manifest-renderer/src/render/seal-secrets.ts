import { err, ok, okAsync, ResultAsync } from "neverthrow";

import type { RenderError } from "../errors.ts";
import { SealFailedError } from "../secrets/errors.ts";
import { plaintextField } from "../guards/plaintext-secret.ts";
import type { Limits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import { readResources } from "../resource/read-resources.ts";
import { formatResourceId, resourceIdOf } from "../resource/resource.ts";
import type { Sealer } from "../secrets/sealer.ts";

/** Has the sealer encrypt each Secret that would be plain text. Without a sealer, the guard against such Secrets speaks. */
export function sealSecrets(
  resources: readonly LocatedResource[],
  sealer: Sealer | undefined,
  limits: Limits,
): ResultAsync<readonly LocatedResource[], RenderError> {
  if (sealer === undefined) return okAsync(resources);
  return ResultAsync.combine(resources.map((located) => sealResource(located, sealer, limits)));
}

function sealResource(
  located: LocatedResource,
  sealer: Sealer,
  limits: Limits,
): ResultAsync<LocatedResource, RenderError> {
  const id = resourceIdOf(located.resource);
  const name = formatResourceId(id);
  if (located.sealedText !== undefined || plaintextField({ ...located, id }) === undefined) {
    return okAsync(located);
  }
  const call = ResultAsync.fromThrowable(async () => sealer.seal(located.resource));
  return call()
    .mapErr(() => new SealFailedError(sealer.name, name, "it threw"))
    .andThen((sealed) => sealed.mapErr((error) => new SealFailedError(sealer.name, name, error.message)))
    .andThen((text) => readResources({ file: `${sealer.name} ${name}`, text, confidential: true }, { limits }))
    .andThen(({ resources: [first, ...others] }) =>
      first !== undefined && others.length === 0
        ? ok({ ...first, origin: located.origin })
        : err(new SealFailedError(sealer.name, name, "its text must be one document")),
    );
}
