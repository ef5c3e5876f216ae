// What @gitops/manifest-renderer/node exports. Written by npm run api.

interface DiskCacheOptions {
    readonly maxBytes?: number;
}

declare class FileAccessError extends Error {
    readonly name = "FileAccessError";
    readonly code = "FILE_ACCESS_FAILED";
    readonly path: string;
    readonly reason: string;
    constructor(path: string, action: "read" | "written", reason: string);
}

type ReadFileSetError = FileAccessError | FileInvalidError | LimitExceededError | TemplateUnsafeError;

interface ReadFileSetOptions {
    readonly limits?: Partial<Limits>;
}

interface RenderCache {
    readonly get: (key: string) => Promise<string | undefined>;
    readonly set: (key: string, text: string) => Promise<void>;
}

type WriteTreeError = ChangesRefusedError | ReadFileSetError;

interface WriteTreeOptions extends Omit<PlanChangesOptions, "previous"> {
    readonly limits?: Partial<Limits>;
}

declare function diskCache(directory: string, options?: DiskCacheOptions): RenderCache;

declare function readFileSet(directory: string, options?: ReadFileSetOptions): ResultAsync<FileSet, ReadFileSetError>;

declare function readRenderRecord(directory: string): ResultAsync<Provenance | undefined, FileAccessError | FileInvalidError>;

declare function writeChanges(directory: string, change: Pick<TreeChange, "remove" | "write">): ResultAsync<void, FileAccessError | FileInvalidError>;

declare function writeRenderRecord(directory: string, provenance: Provenance): ResultAsync<void, FileAccessError>;

declare function writeTree(directory: string, tree: Pick<RenderedTree, "files" | "provenance">, options?: WriteTreeOptions): ResultAsync<TreeChange, WriteTreeError>;

// Not exported, but part of the types above.

declare class ChangesRefusedError extends Error {
    readonly name = "ChangesRefusedError";
    readonly code = "CHANGES_REFUSED";
    readonly diagnostics: readonly Diagnostic[];
    constructor(diagnostics: readonly Diagnostic[]);
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

declare class FileInvalidError extends Error {
    readonly name = "FileInvalidError";
    readonly code = "FILE_INVALID";
    readonly file: string;
    constructor(message: string, file: string);
}

type FileSet = ReadonlyMap<string, string | Uint8Array>;

interface ImageReport {
    readonly matched: readonly string[];
    readonly unmatched: readonly string[];
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
    readonly maxFiles: number;
    readonly maxInputBytes: number;
    readonly maxOutputBytes: number;
    readonly engineTimeoutMs: number;
    readonly engineMemoryBytes: number;
}

interface Origin {
    readonly file: string;
    readonly line: number;
}

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
    readonly valueSources: Readonly<Record<string, string>>;
    readonly input: string;
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

interface ResourceMetadata extends JsonObject {
    readonly name: string;
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
