import type { JsonObject, JsonValue } from "../json.ts";
import { formatScalar, isJsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import { fileDigest } from "../digest.ts";
import { objectOfStructuralSchema } from "./structural-schema.ts";
import type { SchemaPack } from "./schema-pack.ts";
import type { ObjectSchema } from "./schema.ts";

interface CustomKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly openAPIV3Schema: JsonValue | undefined;
}

/**
 * Reads the schemas of custom kinds from their CustomResourceDefinitions; other resources are skipped.
 *
 * Types, fields, required fields and `enum` count; patterns, bounds and CEL rules are left to the API server.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 * @example
 * ```ts source="./schema-pack.examples.ts#combineSchemas"
 * const schemas = combineSchemas(kubernetesSchemas, schemasOf(customResourceDefinitions));
 * const versions = schemas.apiVersionsOf("HorizontalPodAutoscaler"); // ["autoscaling/v1", "autoscaling/v2"]
 * ```
 */
export function schemasOf(resources: readonly Resource[]): SchemaPack {
  const kinds = resources.flatMap(kindsOf);
  const byKind = new Map(kinds.map((custom) => [`${custom.apiVersion} ${custom.kind}`, custom]));
  const read = new Map<CustomKind, ObjectSchema>();
  let fingerprint: string | undefined;
  return {
    get fingerprint() {
      const schemas = () =>
        formatScalar(kinds.map((custom) => ({ ...custom, openAPIV3Schema: custom.openAPIV3Schema ?? null })));
      return (fingerprint ??= fileDigest(schemas()));
    },
    schemaOf(apiVersion, kind) {
      const custom = byKind.get(`${apiVersion} ${kind}`);
      if (custom === undefined) return undefined;
      const schema = read.get(custom) ?? objectOfStructuralSchema(custom.openAPIV3Schema);
      read.set(custom, schema);
      return schema;
    },
    apiVersionsOf: (kind) => kinds.filter((custom) => custom.kind === kind).map(({ apiVersion }) => apiVersion),
  };
}

function kindsOf(resource: Resource): readonly CustomKind[] {
  const { apiVersion, spec } = resource;
  if (resource.kind !== "CustomResourceDefinition" || !apiVersion.startsWith("apiextensions.k8s.io/")) return [];
  if (!isJsonObject(spec)) return [];
  const { group, names, versions } = spec;
  const kind = isJsonObject(names) ? names["kind"] : undefined;
  if (typeof group !== "string" || typeof kind !== "string" || !Array.isArray(versions)) return [];
  return (versions as readonly JsonValue[]).filter(isServed).flatMap(({ name, schema }) => {
    if (typeof name !== "string") return [];
    const openAPIV3Schema = isJsonObject(schema) ? schema["openAPIV3Schema"] : undefined;
    return [{ apiVersion: `${group}/${name}`, kind, openAPIV3Schema }];
  });
}

function isServed(version: JsonValue): version is JsonObject {
  return isJsonObject(version) && version["served"] !== false;
}
