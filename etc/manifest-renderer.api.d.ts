// What @gitops/manifest-renderer exports. Written by npm run api.

declare class ChangesRefusedError extends Error {
    readonly name = "ChangesRefusedError";
    readonly code = "CHANGES_REFUSED";
    readonly diagnostics: readonly Diagnostic[];
    constructor(diagnostics: readonly Diagnostic[]);
}

interface ConfigLayer {
    readonly source: string;
    readonly values: JsonObject;
}

interface Diagnostic {
    readonly severity: "error" | "warning";
    readonly code: DiagnosticCode;
    readonly message: string;
    readonly origin?: Origin;
    readonly resource?: string;
    readonly path?: string;
}

type DiagnosticCode = "changes/deleted-by-hand" | "changes/edited-by-hand" | "changes/empty" | "changes/mass-deletion" | "changes/path-clash" | "changes/unmanaged-file" | "changes/unmanaged-folder" | "changes/unsafe-path" | "engine/nondeterministic" | "engine/warning" | "flux/substitution" | "flux/too-many-resources" | "helm/hook" | "image/ambiguous" | "image/invalid-reference" | "image/mutable" | "image/unmatched" | "namespace/conflict" | "namespace/missing" | "placeholder/in-comment" | "placeholder/not-a-scalar" | "placeholder/too-long" | "placeholder/type" | "placeholder/undefined" | "placeholder/unresolved" | "render/binary-file" | "render/empty" | "schema/required" | "schema/type" | "schema/unknown-field" | "schema/unknown-kind" | "secret/plaintext" | "secret/leaked" | "yaml/ambiguous-scalar" | `policy/${string}`;

interface DiffManifestsOptions extends DiffResourcesOptions {
    readonly limits?: Partial<Limits>;
}

interface DiffResourcesOptions {
    readonly ignorePaths?: readonly string[];
}

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

interface EnvironmentVariable {
    readonly name: string;
    readonly value: string;
}

interface FieldChange {
    readonly path: string;
    readonly before: JsonValue | undefined;
    readonly after: JsonValue | undefined;
    readonly masked?: true;
}

declare class FileInvalidError extends Error {
    readonly name = "FileInvalidError";
    readonly code = "FILE_INVALID";
    readonly file: string;
    constructor(message: string, file: string);
}

type FileSet = ReadonlyMap<string, string | Uint8Array>;

type GuardAction = "error" | "warn" | "allow";

interface GuardOptions {
    readonly emptyRender?: GuardAction;
    readonly mutableImage?: GuardAction;
    readonly unmatchedImage?: GuardAction;
    readonly plaintextSecret?: GuardAction;
    readonly unresolvedPlaceholder?: GuardAction;
    readonly fluxSubstitution?: GuardAction;
    readonly fluxVariables?: readonly string[];
    readonly foreignNamespace?: GuardAction;
    readonly missingNamespace?: GuardAction;
    readonly helmHook?: GuardAction;
    readonly tooManyResources?: GuardAction;
    readonly ambiguousScalar?: GuardAction;
    readonly nondeterministicTemplate?: GuardAction;
    readonly unknownField?: GuardAction;
    readonly fieldType?: GuardAction;
    readonly requiredField?: GuardAction;
    readonly unknownKind?: GuardAction;
    readonly [policy: `policy/${string}`]: GuardAction;
}

interface ImageChange {
    readonly path: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
}

interface ImageField {
    readonly kind: string;
    readonly path: string;
}

type ImagePath = string | ImageField;

interface ImageReference {
    readonly name: string;
    readonly reference: string;
}

interface ImageReport {
    readonly matched: readonly string[];
    readonly unmatched: readonly string[];
}

interface JsonObject {
    readonly [key: string]: JsonValue;
}

interface JsonPatch extends PatchSource {
    readonly type: "json6902";
    readonly operations: readonly JsonPatchOperation[];
    readonly target: PatchTarget;
}

type JsonPatchOperation = ValueOperation | RemoveOperation | MoveOperation;

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

type ManifestRendererError = ChangesRefusedError | RenderError;

interface MemoryCacheOptions {
    readonly maxChars?: number;
}

interface MergePatch extends PatchSource {
    readonly type: "strategic" | "merge";
    readonly patch: JsonObject;
    readonly target?: PatchTarget;
}

interface MergedLayers {
    readonly values: JsonObject;
    readonly sources: Readonly<Record<string, string>>;
}

interface MoveOperation {
    readonly op: "move" | "copy";
    readonly from: string;
    readonly path: string;
}

interface NondeterministicResource {
    readonly resource: string;
    readonly paths: readonly string[];
}

interface Origin {
    readonly file: string;
    readonly line: number;
}

interface OutputLayout {
    readonly lowLevel: string;
    readonly highLevel: string;
}

interface ParseResourcesOptions {
    readonly file?: string;
    readonly limits?: Partial<Limits>;
}

interface ParseValuesOptions {
    readonly file?: string;
    readonly limits?: Partial<Limits>;
}

type Patch = MergePatch | JsonPatch;

declare class PatchInvalidError extends Error {
    readonly name = "PatchInvalidError";
    readonly code = "PATCH_INVALID";
    readonly source: string;
    constructor(source: string, problem: string);
}

interface PatchSource {
    readonly source?: string;
}

interface PatchTarget {
    readonly group?: string;
    readonly version?: string;
    readonly kind?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly labelSelector?: string;
}

type PlaceholderSyntax = "${VAR}" | "$VAR" | "#{VAR}#" | "__VAR__";

interface PlainStep extends EngineStep {
    readonly engine: "plain";
    readonly path?: string;
    readonly output?: "resources" | "files";
}

interface PlanChangesOptions {
    readonly previous?: Readonly<Record<string, string>> | undefined;
    readonly adoptUnmanaged?: boolean;
    readonly overwriteEdited?: boolean;
    readonly allowEmpty?: boolean;
    readonly maxRemovedShare?: number;
}

interface Policy {
    readonly name: string;
    check(resource: Resource, context: PolicyContext): readonly PolicyFinding[];
}

interface PolicyContext {
    readonly app: string;
    readonly environment: string;
}

interface PolicyFinding {
    readonly message: string;
    readonly path?: string;
    readonly severity?: "error" | "warning";
}

interface Provenance {
    readonly source: TemplateSource;
    readonly files: Readonly<Record<string, string>>;
    readonly content: string;
    readonly engines: Readonly<Record<string, string>>;
    readonly images: Readonly<Record<string, string>>;
    readonly valueSources: Readonly<Record<string, string>>;
    readonly input: string;
}

interface ReadPatchesOptions {
    readonly location?: string;
    readonly limits?: Partial<Limits>;
}

interface RemoveOperation {
    readonly op: "remove";
    readonly path: string;
}

declare class RenderAbortedError extends Error {
    readonly name = "RenderAbortedError";
    readonly code = "RENDER_ABORTED";
    constructor(where: string);
}

interface RenderCache {
    readonly get: (key: string) => Promise<string | undefined>;
    readonly set: (key: string, text: string) => Promise<void>;
}

type RenderError = DuplicateResourceError | EngineError | FileInvalidError | LayoutInvalidError | LimitExceededError | PatchInvalidError | RenderRejectedError | ResourceInvalidError | ResourceUnwritableError | SealFailedError | YamlError;

declare class RenderRejectedError extends Error {
    readonly name = "RenderRejectedError";
    readonly code = "RENDER_REJECTED";
    readonly diagnostics: readonly Diagnostic[];
    constructor(subject: string, diagnostics: readonly Diagnostic[]);
}

interface RenderRequest {
    readonly app: string;
    readonly environment: string;
    readonly templates: FileSet;
    readonly images: readonly ImageReference[];
    readonly layers: readonly ConfigLayer[];
    readonly source: TemplateSource;
    readonly namespace?: string | undefined;
    readonly chain?: readonly EngineStep[];
    readonly engines?: readonly Engine[];
    readonly placeholders?: readonly PlaceholderSyntax[];
    readonly patches?: readonly Patch[];
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly imagePaths?: readonly ImagePath[];
    readonly clusterScopedKinds?: readonly string[];
    readonly secrets?: Readonly<Record<string, SecretValue>>;
    readonly sealer?: Sealer;
    readonly schemas?: SchemaPack;
    readonly policies?: readonly Policy[];
    readonly guards?: GuardOptions;
    readonly layout?: OutputLayout;
    readonly cache?: RenderCache;
    readonly limits?: Partial<Limits>;
    readonly signal?: AbortSignal;
}

interface RenderedTree {
    readonly files: ReadonlyMap<string, string>;
    readonly resources: readonly Resource[];
    readonly images: ImageReport;
    readonly provenance: Provenance;
    readonly diagnostics: readonly Diagnostic[];
}

interface Resource extends JsonObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: ResourceMetadata;
}

interface ResourceDiff {
    readonly id: ResourceId;
    readonly change: "added" | "removed" | "changed";
    readonly fields: readonly FieldChange[];
    readonly images: readonly ImageChange[];
    readonly risks: readonly Risk[];
    readonly renamedFrom?: ResourceId;
}

interface ResourceId {
    readonly group: string;
    readonly kind: string;
    readonly namespace: string | undefined;
    readonly name: string;
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

interface Risk {
    readonly code: RiskCode;
    readonly message: string;
    readonly path?: string;
}

type RiskCode = "availability/disruption" | "availability/scaled-to-zero" | "availability/suspended" | "deletion/data" | "deletion/object" | "deletion/protection" | "exposure/host" | "exposure/network" | "exposure/privileged" | "immutable/field" | "immutable/shrink" | "limits/removed" | "probe/removed" | "rbac/binding" | "rbac/cluster-admin" | "rbac/grants-more" | "rbac/wildcard";

interface SchemaPack {
    readonly fingerprint: string;
    schemaOf(apiVersion: string, kind: string): ObjectSchema | undefined;
    apiVersionsOf(kind: string): readonly string[];
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

interface Sealer {
    readonly name: string;
    readonly seal: (secret: Resource) => ResultAsync<string, Error>;
}

declare class SecretValue {
    #private;
    constructor(text: string);
    reveal(): string;
    toString(): string;
    toJSON(): string;
}

declare class StepInvalidError extends Error {
    readonly name = "StepInvalidError";
    readonly code = "STEP_INVALID";
    readonly step: number;
    readonly problems: readonly string[];
    constructor(step: number, engine: string, problems: readonly string[]);
}

interface StringifyResourcesOptions {
    readonly limits?: Partial<Limits>;
}

interface SummarizeChangesOptions {
    readonly maxChars?: number;
    readonly fullDiffUrl?: string | undefined;
}

interface TemplateSource {
    readonly repository: string;
    readonly sha: string;
}

declare class TemplateUnsafeError extends Error {
    readonly name = "TemplateUnsafeError";
    readonly code = "TEMPLATE_UNSAFE";
    readonly file: string;
    constructor(file: string, problem: string);
}

interface TreeChange {
    readonly write: ReadonlyMap<string, string>;
    readonly remove: readonly string[];
    readonly unchanged: readonly string[];
}

interface ValueOperation {
    readonly op: "add" | "replace" | "test";
    readonly path: string;
    readonly value: JsonValue;
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

declare const defaultLimits: Limits;

declare function diffManifests(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, options?: DiffManifestsOptions): Result<readonly ResourceDiff[], RenderError>;

declare function diffResources(before: readonly Resource[], after: readonly Resource[], options?: DiffResourcesOptions): readonly ResourceDiff[];

declare function formatDiagnostic(diagnostic: Diagnostic): string;

declare function formatResourceId(id: ResourceId): string;

declare function inlineCode(text: string): string;

declare function memoryCache(options?: MemoryCacheOptions): RenderCache;

declare function mergeLayers(layers: readonly ConfigLayer[]): MergedLayers;

declare function parseResources(text: string, options?: ParseResourcesOptions): Result<readonly Resource[], RenderError>;

declare function parseValues(text: string, options?: ParseValuesOptions): Result<JsonObject, LimitExceededError | YamlError>;

declare function planChanges(current: ReadonlyMap<string, string>, next: Pick<RenderedTree, "files">, options?: PlanChangesOptions): Result<TreeChange, ChangesRefusedError>;

declare function readPatches(files: FileSet, options?: ReadPatchesOptions): Result<readonly Patch[], FileInvalidError | LimitExceededError | PatchInvalidError | YamlError>;

declare function render(request: RenderRequest): ResultAsync<RenderedTree, RenderError>;

declare function resourceIdOf(resource: Resource): ResourceId;

declare function secretValue(text: string): SecretValue;

declare function stringifyResources(resources: readonly Resource[], options?: StringifyResourcesOptions): Result<string, LimitExceededError | ResourceUnwritableError>;

declare function summarizeChanges(diffs: readonly ResourceDiff[], options?: SummarizeChangesOptions): string;

declare function variablesLayer(source: string, variables: readonly EnvironmentVariable[]): ConfigLayer;

declare function verifyDeterminism(request: RenderRequest): ResultAsync<readonly NondeterministicResource[], RenderError>;

// Not exported, but part of the types above.

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
