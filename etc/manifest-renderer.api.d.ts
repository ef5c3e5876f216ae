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

type DiagnosticCode = "changes/deleted-by-hand" | "changes/edited-by-hand" | "changes/empty" | "changes/mass-deletion" | "changes/unmanaged-file" | "changes/unmanaged-folder" | "flux/substitution" | "image/ambiguous" | "image/invalid-reference" | "image/mutable" | "image/unmatched" | "namespace/conflict" | "namespace/missing" | "placeholder/in-comment" | "placeholder/not-a-scalar" | "placeholder/type" | "placeholder/undefined" | "placeholder/unresolved" | "render/empty" | "secret/plaintext" | "yaml/ambiguous-scalar";

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

interface FieldChange {
    readonly path: string;
    readonly before: JsonValue | undefined;
    readonly after: JsonValue | undefined;
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
    readonly foreignNamespace?: GuardAction;
}

interface ImageChange {
    readonly path: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
}

interface ImageReference {
    readonly name: string;
    readonly reference: string;
}

interface JsonObject {
    readonly [key: string]: JsonValue;
}

type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

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
    readonly maxOutputBytes: number;
}

type ManifestRendererError = ChangesRefusedError | RenderError;

interface Origin {
    readonly file: string;
    readonly line: number;
}

interface ParseResourcesOptions {
    readonly file?: string;
    readonly limits?: Partial<Limits>;
}

interface ParseValuesOptions {
    readonly file?: string;
    readonly limits?: Partial<Limits>;
}

type PlaceholderSyntax = "${VAR}" | "$VAR" | "#{VAR}#" | "__VAR__";

interface PlanChangesOptions {
    readonly previous?: Readonly<Record<string, string>> | undefined;
    readonly adoptUnmanaged?: boolean;
    readonly overwriteEdited?: boolean;
    readonly allowEmpty?: boolean;
    readonly maxRemovedShare?: number;
}

interface Provenance {
    readonly source: TemplateSource;
    readonly files: Readonly<Record<string, string>>;
    readonly content: string;
    readonly engines: Readonly<Record<string, string>>;
    readonly images: Readonly<Record<string, string>>;
}

type RenderError = DuplicateResourceError | FileInvalidError | LimitExceededError | RenderRejectedError | ResourceInvalidError | ResourceUnwritableError | YamlError;

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
    readonly clusterScopedKinds?: readonly string[];
    readonly placeholders?: readonly PlaceholderSyntax[];
    readonly guards?: GuardOptions;
    readonly limits?: Partial<Limits>;
}

interface RenderedTree {
    readonly files: ReadonlyMap<string, string>;
    readonly resources: readonly Resource[];
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

interface TreeChange {
    readonly write: ReadonlyMap<string, string>;
    readonly remove: readonly string[];
    readonly unchanged: readonly string[];
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

declare function diffResources(before: readonly Resource[], after: readonly Resource[]): readonly ResourceDiff[];

declare function formatDiagnostic(diagnostic: Diagnostic): string;

declare function formatResourceId(id: ResourceId): string;

declare function inlineCode(text: string): string;

declare function parseResources(text: string, options?: ParseResourcesOptions): Result<readonly Resource[], RenderError>;

declare function parseValues(text: string, options?: ParseValuesOptions): Result<JsonObject, LimitExceededError | YamlError>;

declare function planChanges(current: ReadonlyMap<string, string>, next: Pick<RenderedTree, "files">, options?: PlanChangesOptions): Result<TreeChange, ChangesRefusedError>;

declare function render(request: RenderRequest): ResultAsync<RenderedTree, RenderError>;

declare function resourceIdOf(resource: Resource): ResourceId;

declare function stringifyResources(resources: readonly Resource[], options?: StringifyResourcesOptions): Result<string, LimitExceededError | ResourceUnwritableError>;

declare function summarizeChanges(diffs: readonly ResourceDiff[], options?: SummarizeChangesOptions): string;
