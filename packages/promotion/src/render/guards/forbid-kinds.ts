import { formatResourceId, resourceIdOf, type Policy } from "@gitops/manifest-renderer";

/** A policy that is the same object is asked only once about an object that did not change. */
const known = new WeakMap<readonly string[], Policy>();

/**
 * Refuses objects of kinds that the pipeline forbids, each written as `Secret` or as `Role.rbac.authorization.k8s.io`.
 *
 * @internal
 */
export function forbidKinds(kinds: readonly string[]): Policy {
  const policy = known.get(kinds) ?? createPolicy(new Set(kinds));
  known.set(kinds, policy);
  return policy;
}

function createPolicy(kinds: ReadonlySet<string>): Policy {
  return {
    name: "forbid-kinds",
    check: (resource) => {
      const { apiVersion, kind } = resource;
      const slash = apiVersion.indexOf("/");
      const qualified = slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
      if (!kinds.has(kind) && !kinds.has(qualified)) return [];
      const object = formatResourceId(resourceIdOf(resource));
      const message = `${object} is of a kind that guards.forbidKinds of the pipeline names; take it out of the templates`;
      return [{ path: "kind", message }];
    },
  };
}
