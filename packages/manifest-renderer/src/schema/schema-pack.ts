import type { ObjectSchema } from "./schema.ts";

/** The fields of kinds: of Kubernetes itself, of CustomResourceDefinitions, or of both. */
export interface SchemaPack {
  /** Text that differs when the schemas differ, for caches: `kubernetes 1.36`. */
  readonly fingerprint: string;
  /** Finds the schema of a kind in an API version, for example of `Deployment` in `apps/v1`. */
  schemaOf(apiVersion: string, kind: string): ObjectSchema | undefined;
  /** Lists the API versions that know a kind of this name, for example `["autoscaling/v1", "autoscaling/v2"]`. */
  apiVersionsOf(kind: string): readonly string[];
}

/**
 * Joins packs to one. The first pack that knows a kind in an API version describes it.
 *
 * @example
 * ```ts source="./schema-pack.examples.ts#combineSchemas"
 * const schemas = combineSchemas(kubernetesSchemas, schemasOf(customResourceDefinitions));
 * const versions = schemas.apiVersionsOf("HorizontalPodAutoscaler"); // ["autoscaling/v1", "autoscaling/v2"]
 * ```
 */
export function combineSchemas(...packs: readonly SchemaPack[]): SchemaPack {
  return {
    fingerprint: packs.map(({ fingerprint }) => fingerprint).join(", "),
    schemaOf(apiVersion, kind) {
      for (const pack of packs) {
        const schema = pack.schemaOf(apiVersion, kind);
        if (schema !== undefined) return schema;
      }
      return undefined;
    },
    apiVersionsOf: (kind) => [...new Set(packs.flatMap((pack) => pack.apiVersionsOf(kind)))],
  };
}
