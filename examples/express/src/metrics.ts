import { collectDefaultMetrics, Counter, Registry } from "prom-client";

/** What `GET /metrics` shows. */
export interface Metrics {
  readonly registry: Registry;
  /** Flux events by cluster and answer. */
  readonly events: Counter<"cluster" | "result">;
  /** What the reporter did, by what it was. */
  readonly reports: Counter<"code">;
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
