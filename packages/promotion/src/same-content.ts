import { createHash } from "node:crypto";

import type { SameContent } from "./world.ts";

const CONFIGURATION_DIGITS = 12;

/**
 * Names a release and a configuration in the status `gitops/same/...`; the configuration shortened to what fits there.
 *
 * @internal
 */
export function encodeSameContent(release: string, configuration: string): string {
  return `${release}.${shortConfiguration(configuration)}`;
}

/**
 * Reads what was named.
 *
 * @internal
 */
export function decodeSameContent(id: string | undefined): SameContent | undefined {
  const [, release, configuration] = /^(r-[0-9a-f]{16})\.([0-9a-f]{12})$/.exec(id ?? "") ?? [];
  return release === undefined || configuration === undefined ? undefined : { release, configuration };
}

/**
 * Tells whether a configuration is known to render to what is live.
 *
 * @internal
 */
export function isKnownToBeSame(same: SameContent | undefined, configuration: string): boolean {
  return same?.configuration === shortConfiguration(configuration);
}

function shortConfiguration(configuration: string): string {
  return createHash("sha256").update(configuration).digest("hex").slice(0, CONFIGURATION_DIGITS);
}
