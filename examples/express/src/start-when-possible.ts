import { createInbox, type Reporter } from "@gitops/github-reporter";
import type { PromotionError } from "@gitops/promotion";

import type { Connector } from "./connector.ts";
import type { EventLane } from "./lane/event-lane.ts";
import type { Log } from "./log.ts";

/** Takes events at any time, and is a connector as soon as there can be one. */
export interface StartingConnector {
  readonly reporter: Pick<Reporter, "accept">;
  /** A verified webhook. Dropped before there is a connector, which looks at everything when it starts. */
  readonly onGitHubEvent: (name: string, payload: unknown) => void;
  /** Resolves once there is a connector; rejects when there never will be. */
  readonly started: Promise<void>;
  stop(): Promise<void>;
}

/** The first pause after GitHub did not answer; doubled with each further one. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** What heals without a restart: settings do not, and end the process. */
const TEMPORARY: ReadonlySet<unknown> = new Set<PromotionError["code"]>([
  "GITHUB_UNAVAILABLE",
  "GITHUB_RATE_LIMITED",
  "PIPELINE_INVALID",
  "UNREADABLE",
]);

/**
 * Starts the connector as soon as GitHub gives a pipeline that can be read, or none. Flux repeats an event for some seconds
 * only, so those that come before are stored, and sorted by the connector when there is one.
 */
export function startWhenPossible(
  start: () => Promise<Connector>,
  { lane, log }: { readonly lane: EventLane; readonly log: Log },
): StartingConnector {
  const inbox = createInbox({ lane });
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let connector: Connector | undefined;

  const keepTrying = async (): Promise<void> => {
    for (let pauseMs = FIRST_PAUSE_MS; !isStopping(); pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
      try {
        const made = await start();
        if (isStopping()) await made.stop();
        else connector = made;
        return;
      } catch (error) {
        if (isStopping()) return;
        const { code, message } = error as { readonly code?: unknown; readonly message?: string };
        if (!TEMPORARY.has(code)) throw error;
        log("error", "cannot start yet: events are stored meanwhile", { code, detail: message, pauseMs });
      }
      await pause(pauseMs, stopping.signal);
    }
  };
  const started = keepTrying();

  return {
    reporter: { accept: (...args) => (connector?.reporter ?? inbox).accept(...args) },
    onGitHubEvent: (name, payload) => connector?.onGitHubEvent(name, payload),
    started,
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
