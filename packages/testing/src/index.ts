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
