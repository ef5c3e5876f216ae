import { goDuration } from "../wire/go-duration.ts";
import type { Step } from "./step.ts";

/**
 * A newer revision has ended the health checks: since Flux 2.8 an event of its own, before it an announcement and a failure.
 *
 * @param trigger The source of the newer revision, as `Kind/namespace/name`.
 * @param elapsed Milliseconds for which the health checks ran.
 */
export function healthCheckCancelled(
  form: "failure" | "event",
  { trigger, elapsed }: { readonly trigger: string; readonly elapsed: number },
): readonly Step[] {
  const step = { after: 0, metadata: "revision" } as const;
  if (form === "event") {
    const message = `Health checks canceled due to new reconciliation triggered by ${trigger}`;
    return [{ ...step, severity: "info", reason: "HealthCheckCanceled", message }];
  }
  const announcement = "New revision detected during health check, cancelling";
  const failure = `health check failed after ${goDuration(elapsed)}: context canceled`;
  return [
    { ...step, severity: "info", reason: "Progressing", message: announcement },
    { ...step, severity: "error", reason: "HealthCheckFailed", message: failure },
  ];
}
