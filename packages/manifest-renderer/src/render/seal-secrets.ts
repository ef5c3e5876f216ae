import { err, ok, okAsync, ResultAsync } from "neverthrow";
import type { Result } from "neverthrow";

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
  const failed = (problem: string): SealFailedError => new SealFailedError(sealer.name, name, problem);
  const call = ResultAsync.fromThrowable(
    async (): Promise<Result<string, Error>> => sealer.seal(located.resource),
    () => failed("it threw"),
  );
  return call()
    .andThen((sealed: Result<string, Error> | undefined) =>
      sealed === undefined ? err(failed("it gave nothing")) : sealed.mapErr((error) => failed(error.message)),
    )
    .andThen((text) =>
      typeof text === "string"
        ? readResources({ file: `${sealer.name} ${name}`, text, confidential: true }, { limits })
        : err(failed("it gave no text")),
    )
    .andThen(({ resources: [first, ...others] }) => {
      if (first === undefined || others.length > 0) return err(failed("its text must be one document"));
      const made = resourceIdOf(first.resource);
      const isSame = made.name === id.name && made.namespace === id.namespace && made.kind.endsWith("Secret");
      if (isSame) return ok({ ...first, origin: located.origin });
      return err(
        failed(`it gave ${formatResourceId(made)}; a Secret is sealed as a Secret or a SealedSecret of its name`),
      );
    });
}
