import type { Clock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import type { Lane } from "../lane/lane.ts";
import type { BoundedMap } from "./bounded-map.ts";
import type { Locate } from "./observe/locate.ts";
import type { ReporterObserver } from "./observer.ts";
import type { DeploymentSettings, DispatchSettings } from "./options.ts";
import type { ReporterItem } from "./reporter-item.ts";
import type { ResolveTarget } from "./target.ts";

/** What puts events into the lane. */
export interface AcceptPorts {
  readonly lane: Lane<ReporterItem>;
  readonly resolveTarget: ResolveTarget;
  readonly tell: ReporterObserver;
}

/** What finds out where evidence belongs. */
export interface ObservePorts {
  readonly client: (repository: string) => GitHubClient;
  readonly tell: ReporterObserver;
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
  /** By which item it was told of a report that its deployment may not be written. */
  readonly refused: BoundedMap<string>;
}

/** What a reporter works with. */
export type ReporterPorts = AcceptPorts & ObservePorts & ApplyPorts;
