import { reporterCounters, type ReporterCounts, type ReporterObserver } from "@gitops/github-reporter";
import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";

import type { EventLane } from "./lane/event-lane.ts";

/** What `GET /metrics` shows. */
export interface Metrics {
  readonly registry: Registry;
  /** Flux events by cluster and answer. */
  readonly events: Counter<"cluster" | "result">;
  /** GitHub webhooks by event and answer. */
  readonly webhooks: Counter<"event" | "result">;
  /** Promotion actions by action and outcome. */
  readonly actions: Counter<"action" | "outcome">;
  /** Counts what the reporter does. */
  readonly observer: ReporterObserver;
  /** Names the lane whose content is shown. */
  observeLane(lane: Pick<EventLane, "pending" | "deadLetters">): void;
}

const COUNTED: Readonly<Record<Exclude<keyof ReporterCounts, "lagMs">, string>> = {
  accepted: "Flux events that were stored",
  duplicate: "Flux events that were stored before",
  ignored: "Flux events that belong to no slot, or say nothing about a revision",
  written: "Statuses, deployments and dispatches that were written",
  skipped: "Statuses, deployments and dispatches that GitHub showed already",
  retried: "Batches that come again",
  dead: "Items that became dead letters",
};

/** Dead letters are few, or an alarm long before there are so many. */
const MOST_DEAD_LETTERS = 100;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counters = reporterCounters();
  for (const [name, help] of Object.entries(COUNTED)) {
    new Counter({
      name: `gitops_reporter_${name}_total`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(counters.read()[name as keyof ReporterCounts]);
      },
    });
  }
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  };
  gauge(
    "gitops_reporter_lag_seconds",
    "From the receipt of the oldest event of the last batch until all of it was shown",
    () => counters.read().lagMs / 1000,
  );
  return {
    registry,
    observer: counters.observer,
    events: new Counter({
      name: "gitops_flux_events_total",
      help: "Flux events received, by cluster and result",
      labelNames: ["cluster", "result"],
      registers,
    }),
    webhooks: new Counter({
      name: "gitops_github_webhooks_total",
      help: "GitHub webhooks received, by event and result",
      labelNames: ["event", "result"],
      registers,
    }),
    actions: new Counter({
      name: "gitops_promotion_actions_total",
      help: "Promotion actions, by action and outcome",
      labelNames: ["action", "outcome"],
      registers,
    }),
    observeLane: (lane) => {
      // Who cannot be asked is not empty: Prometheus keeps NaN apart from 0.
      gauge("gitops_lane_pending_items", "Items that are stored, due, and not yet reported", async () =>
        (await lane.pending()).unwrapOr(NaN),
      );
      gauge("gitops_lane_dead_letters", `Items that nothing helped, counted up to ${MOST_DEAD_LETTERS}`, async () =>
        (await lane.deadLetters({ limit: MOST_DEAD_LETTERS })).map(({ length }) => length).unwrapOr(NaN),
      );
    },
  };
}
