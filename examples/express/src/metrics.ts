import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";

/** What `GET /metrics` shows. */
export interface Metrics {
  readonly registry: Registry;
  /** Flux events by cluster and answer. */
  readonly events: Counter<"cluster" | "result">;
  /** What the reporter did, by what it was. */
  readonly reports: Counter<"code">;
  /** Names who knows how many accepted events are not yet reported. */
  observePending(read: () => Promise<number>): void;
  /** GitHub webhooks by event and answer. */
  readonly webhooks: Counter<"event" | "result">;
  /** Promotion actions by action and outcome. */
  readonly actions: Counter<"action" | "outcome">;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    events: new Counter({
      name: "gitops_flux_events_total",
      help: "Flux events received, by cluster and result",
      labelNames: ["cluster", "result"],
      registers,
    }),
    reports: new Counter({
      name: "gitops_reports_total",
      help: "What the reporter did with events: status, deployment, dispatch, ignored, retry, rejected",
      labelNames: ["code"],
      registers,
    }),
    observePending: (read) => {
      new Gauge({
        name: "gitops_pending_events",
        help: "Flux events that are accepted and not yet reported",
        registers,
        async collect() {
          this.set(await read());
        },
      });
    },
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
  };
}
