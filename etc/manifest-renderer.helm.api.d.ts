// What @gitops/manifest-renderer/engines/helm exports. Written by npm run api.

declare const DEFAULT_KUBE_VERSION = "1.35.0";

interface HelmImagePaths {
    readonly registry?: string;
    readonly repository?: string;
    readonly tag?: string;
    readonly digest?: string;
}

interface HelmOptions {
    readonly binary?: string;
    readonly searchPath?: string;
}

interface HelmStep extends EngineStep {
    readonly engine: "helm";
    readonly chart?: string;
    readonly releaseName?: string;
    readonly namespace?: string;
    readonly kubeVersion?: string;
    readonly apiVersions?: readonly string[];
    readonly valuesFiles?: readonly string[];
    readonly values?: JsonObject;
    readonly configKey?: string;
    readonly imageValues?: Readonly<Record<string, HelmImagePaths | string>>;
    readonly builtInValues?: boolean;
    readonly includeCRDs?: boolean;
    readonly tests?: "drop" | "keep";
    readonly hooks?: "drop" | "keep";
}

declare function helm(options?: HelmOptions): Engine;

// Not exported, but part of the types above.

interface Diagnostic {
    readonly severity: "error" | "warning";
    readonly code: DiagnosticCode;
    readonly message: string;
    readonly origin?: Origin;
    readonly resource?: string;
    readonly path?: string;
}

type DiagnosticCode = "changes/deleted-by-hand" | "changes/edited-by-hand" | "changes/empty" | "changes/mass-deletion" | "changes/path-clash" | "changes/unmanaged-file" | "changes/unmanaged-folder" | "changes/unsafe-path" | "engine/nondeterministic" | "engine/warning" | "flux/substitution" | "flux/too-many-resources" | "helm/hook" | "image/ambiguous" | "image/invalid-reference" | "image/mutable" | "image/unmatched" | "namespace/conflict" | "namespace/missing" | "placeholder/in-comment" | "placeholder/not-a-scalar" | "placeholder/too-long" | "placeholder/type" | "placeholder/undefined" | "placeholder/unresolved" | "render/binary-file" | "render/empty" | "schema/required" | "schema/type" | "schema/unknown-field" | "schema/unknown-kind" | "secret/plaintext" | "secret/leaked" | "yaml/ambiguous-scalar" | `policy/${string}`;

declare class DuplicateResourceError extends Error {
    readonly name = "DuplicateResourceError";
    readonly code = "RESOURCE_DUPLICATE";
    readonly origins: readonly [
        Origin,
        Origin
    ];
    constructor(resource: string, origins: readonly [
        Origin,
        Origin
    ]);
}

interface Engine {
    readonly name: string;
    readonly checkStep: (step: EngineStep) => readonly string[];
    readonly identify: (context: EngineContext) => ResultAsync<EngineIdentity, RenderError>;
    readonly render: (step: EngineStep, input: EngineInput, context: EngineContext) => ResultAsync<EngineOutput, RenderError>;
}

interface EngineContext {
    readonly limits: Limits;
    readonly signal: AbortSignal | undefined;
    readonly secrets: readonly string[];
}

type EngineError = EngineFailedError | EngineMissingError | EngineTimeoutError | RenderAbortedError | SealedResourceChangedError | StepInvalidError | TemplateUnsafeError;

declare class EngineFailedError extends Error {
    readonly name = "EngineFailedError";
    readonly code = "ENGINE_FAILED";
    readonly engine: string;
    readonly exitCode: number | undefined;
    readonly stderr: string;
    constructor(engine: string, problem: string, ended?: {
        readonly exitCode?: number | undefined;
        readonly stderr?: string;
    });
}

interface EngineIdentity {
    readonly version: string;
    readonly digest: string | undefined;
}

interface EngineInput {
    readonly app: string;
    readonly environment: string;
    readonly namespace: string | undefined;
    readonly files: FileSet;
    readonly resources: readonly LocatedResource[];
    readonly values: JsonObject;
    readonly images: readonly ImageReference[];
}

declare class EngineMissingError extends Error {
    readonly name = "EngineMissingError";
    readonly code = "ENGINE_MISSING";
    readonly engine: string;
    readonly tried: readonly string[];
    constructor(engine: string, tried: readonly string[], hint: string);
}

interface EngineOutput {
    readonly files: FileSet;
    readonly resources: readonly LocatedResource[];
    readonly findings: readonly Diagnostic[];
}

interface EngineStep {
    readonly engine: string;
    readonly [option: string]: unknown;
}

declare class EngineTimeoutError extends Error {
    readonly name = "EngineTimeoutError";
    readonly code = "ENGINE_TIMEOUT";
    readonly engine: string;
    readonly timeoutMs: number;
    constructor(engine: string, timeoutMs: number);
}

declare class FileInvalidError extends Error {
    readonly name = "FileInvalidError";
    readonly code = "FILE_INVALID";
    readonly file: string;
    constructor(message: string, file: string);
}

type FileSet = ReadonlyMap<string, string | Uint8Array>;

interface ImageReference {
    readonly name: string;
    readonly reference: string;
}

interface JsonObject {
    readonly [key: string]: JsonValue;
}

type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

declare class LayoutInvalidError extends Error {
    readonly name = "LayoutInvalidError";
    readonly code = "LAYOUT_INVALID";
    constructor(problem: string);
}

declare class LimitExceededError extends Error {
    readonly name = "LimitExceededError";
    readonly code = "LIMIT_EXCEEDED";
    readonly limit: keyof Limits;
    readonly max: number;
    constructor(limit: keyof Limits, max: number, where: string);
}

interface Limits {
    readonly maxFileBytes: number;
    readonly maxDocumentBytes: number;
    readonly maxDocuments: number;
    readonly maxDepth: number;
    readonly maxAnchors: number;
    readonly maxAliases: number;
    readonly maxValues: number;
    readonly maxFiles: number;
    readonly maxInputBytes: number;
    readonly maxOutputBytes: number;
    readonly engineTimeoutMs: number;
    readonly engineMemoryBytes: number;
}

interface LocatedResource {
    readonly resource: Resource;
    readonly origin: Origin;
    readonly sealedText?: string;
}

interface Origin {
    readonly file: string;
    readonly line: number;
}

declare class PatchInvalidError extends Error {
    readonly name = "PatchInvalidError";
    readonly code = "PATCH_INVALID";
    readonly source: string;
    constructor(source: string, problem: string);
}

declare class RenderAbortedError extends Error {
    readonly name = "RenderAbortedError";
    readonly code = "RENDER_ABORTED";
    constructor(where: string);
}

type RenderError = DuplicateResourceError | EngineError | FileInvalidError | LayoutInvalidError | LimitExceededError | PatchInvalidError | RenderRejectedError | ResourceInvalidError | ResourceUnwritableError | SealFailedError | YamlError;

declare class RenderRejectedError extends Error {
    readonly name = "RenderRejectedError";
    readonly code = "RENDER_REJECTED";
    readonly diagnostics: readonly Diagnostic[];
    constructor(subject: string, diagnostics: readonly Diagnostic[]);
}

interface Resource extends JsonObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: ResourceMetadata;
}

declare class ResourceInvalidError extends Error {
    readonly name = "ResourceInvalidError";
    readonly code = "RESOURCE_INVALID";
    readonly origin: Origin;
    constructor(message: string, origin: Origin);
}

interface ResourceMetadata extends JsonObject {
    readonly name: string;
}

declare class ResourceUnwritableError extends Error {
    readonly name = "ResourceUnwritableError";
    readonly code = "RESOURCE_UNWRITABLE";
    readonly path: string;
    constructor(message: string, path: string);
}

declare class SealFailedError extends Error {
    readonly name = "SealFailedError";
    readonly code = "SEAL_FAILED";
    readonly sealer: string;
    constructor(sealer: string, resource: string, problem: string);
}

declare class SealedResourceChangedError extends Error {
    readonly name = "SealedResourceChangedError";
    readonly code = "SEALED_RESOURCE_CHANGED";
    constructor(engine: string, resource: string);
}

declare class StepInvalidError extends Error {
    readonly name = "StepInvalidError";
    readonly code = "STEP_INVALID";
    readonly step: number;
    readonly problems: readonly string[];
    constructor(step: number, engine: string, problems: readonly string[]);
}

declare class TemplateUnsafeError extends Error {
    readonly name = "TemplateUnsafeError";
    readonly code = "TEMPLATE_UNSAFE";
    readonly file: string;
    constructor(file: string, problem: string);
}

declare class YamlError extends Error {
    readonly name = "YamlError";
    readonly code = "YAML_INVALID";
    readonly file: string;
    readonly line: number;
    readonly column: number;
    constructor(message: string, place: {
        readonly file: string;
        readonly line: number;
        readonly column: number;
    });
}
