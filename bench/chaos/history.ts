import type { GitHubCall } from "@gitops/testing";

import type { State } from "./story.ts";
import type { Said } from "./truth.ts";

/** A commit status that GitHub took. */
export interface WrittenStatus extends Said {
  /** Grows with each write to GitHub. */
  readonly id: number;
  /** `id` of the description: what the status speaks of. */
  readonly subject: string;
}

/** A deployment that GitHub took, with its states. */
export interface WrittenDeployment {
  readonly slot: string;
  readonly manifests: string;
  readonly states: readonly string[];
}

/** All that was ever written to GitHub, in its order: from its log, which no lost answer hides. */
export interface History {
  /** Writes to a context of a commit, the oldest first. */
  statuses(sha: string, context: string): readonly WrittenStatus[];
  /** Whether a slot has a deployment at any commit. */
  isDeployed(slot: string): boolean;
  /** Deployments of a slot at an introducing commit. */
  deployments(slot: string, manifests: string): readonly WrittenDeployment[];
  /** Calls by kind, e.g. `POST statuses`. */
  readonly calls: ReadonlyMap<string, number>;
  /** Faults that were played, by name. */
  readonly faults: ReadonlyMap<string, number>;
}

/** What is read of the body of a status, a deployment or a state of one. */
interface Body {
  readonly state: State;
  readonly context: string;
  readonly description: string;
  readonly payload: { readonly slot: string; readonly manifests: { readonly sha: string } };
}

const SUFFIX = /· (\S+Z) (\S+)$/;
const DEPLOYMENT_STATUS = /\/deployments\/(\d+)\/statuses$/;

export function readHistory(calls: readonly GitHubCall[]): History {
  const statuses = new Map<string, WrittenStatus[]>();
  const deployments = new Map<number, { slot: string; manifests: string; states: string[] }>();
  const kinds = new Map<string, number>();
  const faults = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const { method, route, path, status, requestBody, responseBody, fault } of calls) {
    count(kinds, `${method} ${route.replace(/^\S+ \/repos\/\{owner\}\/\{repo\}\//, "")}`);
    for (const name of fault?.split(", ") ?? []) count(faults, name);
    if (method !== "POST" || status !== 201) continue;
    const { id } = responseBody as { readonly id: number };
    const { state, context, description, payload } = requestBody as Body;
    if (route.endsWith("/statuses/{sha}")) {
      const key = `${path.split("/").at(-1) ?? ""} ${context}`;
      const [, at = "", subject = ""] = SUFFIX.exec(description) ?? [];
      statuses.set(key, [...(statuses.get(key) ?? []), { id, state, second: Date.parse(at) / 1000, subject }]);
    } else if (route.endsWith("/deployments")) {
      deployments.set(id, { slot: payload.slot, manifests: payload.manifests.sha, states: [] });
    } else {
      deployments.get(Number(DEPLOYMENT_STATUS.exec(path)?.[1]))?.states.push(state);
    }
  }
  return {
    statuses: (sha, context) => (statuses.get(`${sha} ${context}`) ?? []).sort((a, b) => a.id - b.id),
    isDeployed: (slot) => [...deployments.values()].some((one) => one.slot === slot),
    deployments: (slot, manifests) =>
      [...deployments.values()].filter((one) => one.slot === slot && one.manifests === manifests),
    calls: kinds,
    faults,
  };
}
