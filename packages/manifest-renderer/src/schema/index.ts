export { kubernetesSchemas, kubernetesVersion } from "./kubernetes-schemas.ts";
export type { SchemaPack } from "./schema-pack.ts";
export { combineSchemas } from "./schema-pack.ts";
export type { AnySchema, ListSchema, MapSchema, ObjectSchema, ScalarSchema, ScalarType, Schema } from "./schema.ts";
export { schemasOf } from "./schemas-of.ts";
