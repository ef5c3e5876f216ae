import type { Clock } from "../clock/clock.ts";
import type { PlayedEvent } from "../wire/event.ts";

/** The window of `--rate-limit-interval`. */
const WINDOW = 5 * 60_000;

/**
 * Decides which events pass: of those with the same object, message and revision, one in five minutes.
 *
 * Severity, reason and time do not count, so that Flux loses, for instance, the second of two equal change sets.
 *
 * @see https://github.com/fluxcd/notification-controller/blob/main/internal/server/event_server.go
 */
export function createRateLimit(clock: Clock): (event: PlayedEvent) => boolean {
  const windows = new Map<string, number>();

  return ({ involvedObject: { name, namespace, kind }, message, metadata = {} }) => {
    const now = clock.now().getTime();
    for (const [key, end] of windows) if (end <= now) windows.delete(key);

    const key = JSON.stringify([name, namespace, kind, message, metadata["originRevision"], metadata["revision"]]);
    if (windows.has(key)) return false;
    windows.set(key, now + WINDOW);
    return true;
  };
}
