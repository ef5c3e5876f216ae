import { createHash } from "node:crypto";

// A fraction of so many bits keeps its id exact: a double has 53.
const BITS = 20;

/**
 * Makes the id of an installation tell its server and App apart, by a fraction.
 *
 * auth-app lets all that ask for a token at the same time share one by the id alone, in the whole process: two servers that
 * both have an installation 7 would get each other's tokens.
 */
export function toInstallationKey(
  installationId: number,
  { baseUrl, appId }: { readonly baseUrl: string; readonly appId: number | string },
): number {
  const digest = createHash("sha256").update(`${baseUrl}\n${appId}`).digest();
  const fraction = 1 + (digest.readUInt32BE(0) % (2 ** BITS - 1));
  return installationId + fraction / 2 ** BITS;
}

/** Returns the id that GitHub knows. */
export function toInstallationId(key: number): number {
  return Math.floor(key);
}
