import type { ResultAsync } from "neverthrow";

import type { Resource } from "../resource/resource.ts";

/**
 * Encrypts a Secret, so that it may stand in Git.
 *
 * The text that comes back is one document: the Secret as SOPS encrypts it, which is then kept byte for byte, or a SealedSecret.
 * A sealer that gives the same text for the same Secret keeps renders equal: most ciphers do not, so keep what was sealed.
 *
 * @see https://github.com/getsops/sops
 * @see https://github.com/bitnami-labs/sealed-secrets
 */
export interface Sealer {
  /** Name in messages, for example `sops`. */
  readonly name: string;
  /** Encrypts one Secret. An error stops the render; its message is shown. */
  readonly seal: (secret: Resource) => ResultAsync<string, Error>;
}
