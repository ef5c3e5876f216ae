import type { GlobalRoute, RepositoryRoute } from "./route.ts";

/** A route that fits a request. */
export interface RouteMatch {
  readonly found: CompiledRoute;
  readonly params: Readonly<Record<string, string>>;
}

export type CompiledRoute = (
  | { readonly scope: "global"; readonly route: GlobalRoute }
  | { readonly scope: "repository"; readonly route: RepositoryRoute }
) & { readonly method: string; readonly pattern: RegExp; readonly literals: number };

/** Finds the operation for a method and a raw path (percent-encoding kept). */
export type Router = (method: string, path: string) => RouteMatch | undefined;

export function createRouter(
  globalRoutes: readonly GlobalRoute[],
  repositoryRoutes: readonly RepositoryRoute[],
): Router {
  const compiled: readonly CompiledRoute[] = [
    ...globalRoutes.map((route) => ({ scope: "global" as const, route, ...compile(route.route) })),
    ...repositoryRoutes.map((route) => ({ scope: "repository" as const, route, ...compile(route.route) })),
  ].sort((a, b) => b.literals - a.literals);

  return (method, path) => {
    for (const found of compiled) {
      const matched = found.method === method ? found.pattern.exec(path) : null;
      // A template without parameters has no groups at all.
      const params = matched === null ? undefined : decodeAll(matched.groups ?? {});
      if (params !== undefined) return { found, params };
    }
    return undefined;
  };
}

// GitHub takes these with their slashes bare as well as encoded.
const SPANS_SLASHES = new Set(["path", "ref", "basehead", "branch"]);

function compile(route: string): Pick<CompiledRoute, "method" | "pattern" | "literals"> {
  const [method = "", template = ""] = route.split(" ");
  const segments = template.split("/").slice(1);
  const pattern = segments
    .map((segment) => {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) return `/${segment}`;
      return `/(?<${name}>${SPANS_SLASHES.has(name) ? ".+" : "[^/]+"})`;
    })
    .join("");
  const literals = segments.filter((segment) => !segment.startsWith("{")).length;
  // The contents of the root folder have no path at all.
  const optionalPath = pattern.replace(/\/\(\?<path>\.\+\)$/, "(?:/(?<path>.*))?");
  return { method, pattern: new RegExp(`^${optionalPath}/?$`), literals };
}

function decodeAll(groups: Readonly<Record<string, string | undefined>>): Record<string, string> | undefined {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent((value ?? "").replace(/\/$/, ""))]),
    );
  } catch {
    // Malformed percent-encoding names nothing.
    return undefined;
  }
}
