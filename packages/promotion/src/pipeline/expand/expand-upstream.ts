import type { Upstream } from "../pipeline.ts";
import type { PipelineSpec } from "../pipeline-spec.ts";
import { afterOf, hasApp, orderEnvironments } from "./after.ts";

/** What comes before the slots of an app in each environment, and what comes after them. */
export interface Route {
  /** What must have succeeded before a release may come into the first wave; undefined where new releases come in. */
  readonly upstream: Upstream | undefined;
  /** Environments that have the app and come directly before, also through others that do not have it. */
  readonly before: readonly string[];
}

/**
 * Follows an app through the environments. One that does not have the app is replaced by those before it.
 *
 * @param slotsIn - Ids of the slots of the app in an environment.
 * @returns the routes by environment, also of those that do not have the app.
 * @internal
 */
export function routesOf(
  spec: PipelineSpec,
  app: string,
  slotsIn: (environment: string) => readonly string[],
): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>();
  for (const name of orderEnvironments(spec).order) {
    const { need, environments } = afterOf(spec.environments[name]);
    const parts = environments.map((upstream): Route => {
      if (hasApp(spec, upstream, app)) return { upstream: { slots: slotsIn(upstream) }, before: [upstream] };
      return routes.get(upstream) ?? { upstream: undefined, before: [] };
    });
    routes.set(name, {
      upstream: join(
        need,
        parts.flatMap(({ upstream }) => (upstream === undefined ? [] : [upstream])),
      ),
      before: [...new Set(parts.flatMap(({ before }) => before))],
    });
  }
  return routes;
}

function join(need: "all" | "any", parts: readonly Upstream[]): Upstream | undefined {
  const distinct = [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
  const [only] = distinct;
  if (only === undefined || distinct.length === 1) return only;
  return need === "any" ? { any: distinct } : { all: distinct };
}
