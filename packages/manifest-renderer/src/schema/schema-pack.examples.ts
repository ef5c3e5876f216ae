import type { Resource } from "../resource/resource.ts";
import { kubernetesSchemas } from "./kubernetes-schemas.ts";
import type { SchemaPack } from "./schema-pack.ts";
import { combineSchemas } from "./schema-pack.ts";
import { schemasOf } from "./schemas-of.ts";

export function combineSchemasExample(customResourceDefinitions: readonly Resource[]): {
  schemas: SchemaPack;
  versions: readonly string[];
} {
  //#region combineSchemas
  const schemas = combineSchemas(kubernetesSchemas, schemasOf(customResourceDefinitions));
  const versions = schemas.apiVersionsOf("HorizontalPodAutoscaler"); // ["autoscaling/v1", "autoscaling/v2"]
  //#endregion
  return { schemas, versions };
}
