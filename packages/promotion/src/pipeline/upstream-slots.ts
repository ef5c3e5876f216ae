import type { Upstream } from "./pipeline.ts";

/**
 * Lists every slot that something waits for.
 *
 * @internal
 */
export function upstreamSlots(upstream: Upstream | undefined): readonly string[] {
  if (upstream === undefined) return [];
  if ("slots" in upstream) return upstream.slots;
  const parts = "all" in upstream ? upstream.all : upstream.any;
  return parts.flatMap((part) => upstreamSlots(part));
}
