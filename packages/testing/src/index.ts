export { startGitHub } from "./github/start-github.ts";
export type { Account, AccountOptions } from "./github/account.ts";
export type { DispatchHandler, DispatchHandlerOptions, RepositoryDispatch } from "./github/actions/dispatch.ts";
export type {
  CreatedRepository,
  CreateRepositoryOptions,
  EmbeddedGitHub,
  EmbeddedGitHubOptions,
} from "./github/embedded-github.ts";
export type {
  BadGatewayFault,
  ConnectionResetFault,
  Fault,
  FaultMatch,
  FaultPlan,
  LatencyFault,
  RateLimitFault,
  ReadLagFault,
} from "./github/faults/fault.ts";
export type { GitHubCall } from "./github/github-call.ts";
export type { WebhookDelivery, WebhookEvent, WebhookOptions } from "./github/webhooks/webhook.ts";

export { type Clock, systemClock } from "./flux/clock/clock.ts";
export { createVirtualClock, type VirtualClock, type VirtualClockOptions } from "./flux/clock/virtual-clock.ts";
export { createFluxPlayer } from "./flux/create-flux-player.ts";
export type {
  AppliedKustomization,
  ClusterOptions,
  FluxPlayer,
  FluxPlayerOptions,
  GitRepositoryOptions,
  KustomizationOptions,
  ProviderOptions,
} from "./flux/flux-player.ts";
export type { Delivery, DeliveryAttempt } from "./flux/notification/delivery.ts";
export type { BuildFailed, Ending, Scenario, Situation, Succeeded, Unhealthy } from "./flux/scenario.ts";
export type { PlayedEvent } from "./flux/wire/event.ts";
