// What @gitops/manifest-renderer/schemas exports. Written by npm run api.

interface AnySchema {
    readonly type: "any";
}

interface ListSchema {
    readonly type: "list";
    readonly items: Schema;
}

interface MapSchema {
    readonly type: "map";
    readonly items: Schema;
}

interface ObjectSchema {
    readonly type: "object";
    readonly fields: ReadonlyMap<string, Schema>;
    readonly required: readonly string[];
    readonly open: boolean;
}

interface ScalarSchema {
    readonly type: ScalarType;
    readonly values?: readonly JsonValue[] | undefined;
}

type ScalarType = "bool" | "bytes" | "double" | "int-or-string" | "int32" | "int64" | "quantity" | "string" | "time";

type Schema = AnySchema | ListSchema | MapSchema | ObjectSchema | ScalarSchema;

interface SchemaPack {
    readonly fingerprint: string;
    schemaOf(apiVersion: string, kind: string): ObjectSchema | undefined;
    apiVersionsOf(kind: string): readonly string[];
}

declare function combineSchemas(...packs: readonly SchemaPack[]): SchemaPack;

declare const kubernetesSchemas: SchemaPack;

declare const kubernetesVersion: string;

declare function schemasOf(resources: readonly Resource[]): SchemaPack;

// Not exported, but part of the types above.

interface JsonObject {
    readonly [key: string]: JsonValue;
}

type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

interface Resource extends JsonObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: ResourceMetadata;
}

interface ResourceMetadata extends JsonObject {
    readonly name: string;
}
