import { createInbox, type Reporter } from "@gitops/github-reporter";

import type { Connector } from "./connector.ts";
import type { EventLane } from "./lane/event-lane.ts";
import type { Log } from "./log.ts";

/** What takes events at any time, and a connector as soon as there is one. */
export interface Connection {
  readonly reporter: Pick<Reporter, "accept">;
  /** A verified webhook. Before there is a connector it tells nothing: the first thing that one does is to look. */
  readonly onGitHubEvent: (name: string, payload: unknown) => void;
  /** Resolves once there is a connector; rejects when there never will be. */
  readonly established: Promise<void>;
  stop(): Promise<void>;
}

/** The first pause after GitHub did not answer; doubled with each further one. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** What heals without a restart: settings do not, and end the process. */
const TEMPORARY: readonly unknown[] = ["GITHUB_UNAVAILABLE", "GITHUB_RATE_LIMITED", "PIPELINE_INVALID", "UNREADABLE"];

/**
 * Starts the connector as soon as GitHub answers with a pipeline that can be read. Flux repeats an event for some seconds only, so those that come before
 * are stored, and sorted by the connector when there is one.
 */
export function establish(
  start: () => Promise<Connector>,
  { lane, log }: { readonly lane: EventLane; readonly log: Log },
): Connection {
  const inbox = createInbox({ lane });
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let connector: Connector | undefined;

  const keepTrying = async (): Promise<void> => {
    for (let pauseMs = FIRST_PAUSE_MS; !isStopping(); pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
      try {
        const started = await start();
        if (isStopping()) await started.stop();
        else connector = started;
        return;
      } catch (error) {
        if (isStopping()) return;
        const { code, message } = error as { readonly code?: unknown; readonly message?: string };
        if (!TEMPORARY.includes(code)) throw error;
        log("error", "cannot start yet: events are stored meanwhile", { code, detail: message, pauseMs });
      }
      await pause(pauseMs, stopping.signal);
    }
  };
  const established = keepTrying();

  return {
    reporter: { accept: (...args) => (connector?.reporter ?? inbox).accept(...args) },
    onGitHubEvent: (name, payload) => connector?.onGitHubEvent(name, payload),
    established,
    stop: async () => {
      stopping.abort();
      // A start that hangs has begun nothing that would have to end.
      await connector?.stop();
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
