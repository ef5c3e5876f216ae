import type { Clock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import type { AcceptPorts } from "./accept-event.ts";
import type { BoundedMap } from "./bounded-map.ts";
import type { Locate } from "./observe/locate.ts";
import type { ReporterObserver } from "./observer.ts";
import type { DeploymentSettings, DispatchSettings } from "./options.ts";
import type { ResolveTarget } from "./target.ts";

/** What finds out where evidence belongs. */
export interface ObservePorts {
  readonly client: (repository: string) => GitHubClient;
  readonly tell: ReporterObserver;
  readonly resolveTarget: ResolveTarget;
  readonly locate: Locate;
}

/** What brings GitHub in line with a report. */
export interface ApplyPorts {
  readonly client: (repository: string) => GitHubClient;
  readonly tell: ReporterObserver;
  readonly creators: readonly string[];
  readonly clock: Clock;
  readonly deployments: DeploymentSettings | undefined;
  readonly dispatch: DispatchSettings | undefined;
  /** Address of GitHub for people. */
  readonly webUrl: string | undefined;
  /** What GitHub showed of a report when everything that follows from it was in place. */
  readonly concluded: BoundedMap<string>;
}

/** What a reporter works with. */
export type ReporterPorts = AcceptPorts & ObservePorts & ApplyPorts;
