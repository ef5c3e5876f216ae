export type { MemoryCacheOptions, RenderCache } from "./cache/render-cache.ts";
export { memoryCache } from "./cache/render-cache.ts";
export type { Diagnostic, DiagnosticCode, Origin } from "./diagnostic.ts";
export { formatDiagnostic } from "./diagnostic.ts";
export type { DiffManifestsOptions } from "./diff/diff-manifests.ts";
export { diffManifests } from "./diff/diff-manifests.ts";
export type { ImageChange } from "./diff/image-changes.ts";
export type { DiffResourcesOptions, ResourceDiff } from "./diff/diff-resources.ts";
export type { Risk, RiskCode } from "./diff/risk/risk.ts";
export { diffResources } from "./diff/diff-resources.ts";
export { inlineCode } from "./diff/markdown.ts";
export type { FieldChange } from "./diff/field-changes.ts";
export type { SummarizeChangesOptions } from "./diff/summarize-changes.ts";
export { summarizeChanges } from "./diff/summarize-changes.ts";
export type { Engine, EngineContext, EngineIdentity, EngineInput, EngineOutput, EngineStep } from "./engines/engine.ts";
export type { PlainStep } from "./engines/plain/plain.ts";
export type { EngineError } from "./engines/errors.ts";
export {
  EngineFailedError,
  EngineMissingError,
  EngineTimeoutError,
  RenderAbortedError,
  SealedResourceChangedError,
  StepInvalidError,
  TemplateUnsafeError,
} from "./engines/errors.ts";
export type { RenderError, ManifestRendererError } from "./errors.ts";
export {
  ChangesRefusedError,
  DuplicateResourceError,
  FileInvalidError,
  LayoutInvalidError,
  LimitExceededError,
  RenderRejectedError,
  ResourceInvalidError,
  ResourceUnwritableError,
  YamlError,
} from "./errors.ts";
export type { FileSet } from "./file-set.ts";
export type { Policy, PolicyContext, PolicyFinding } from "./guards/policy.ts";
export type { SchemaPack } from "./schema/schema-pack.ts";
export type { GuardAction, GuardOptions } from "./guards/guard-options.ts";
export type { JsonObject, JsonValue } from "./json.ts";
export type { Limits } from "./limits.ts";
export { defaultLimits } from "./limits.ts";
export type {
  JsonPatch,
  JsonPatchOperation,
  MergePatch,
  MoveOperation,
  Patch,
  PatchSource,
  PatchTarget,
  RemoveOperation,
  ValueOperation,
} from "./patches/patch.ts";
export type { ReadPatchesOptions } from "./patches/read-patches.ts";
export { readPatches } from "./patches/read-patches.ts";
export { PatchInvalidError } from "./patches/errors.ts";
export type { RenderRequest } from "./render/render-request.ts";
export type { NondeterministicResource } from "./render/verify-determinism.ts";
export { verifyDeterminism } from "./render/verify-determinism.ts";
export { render } from "./render/render.ts";
export type { ParseResourcesOptions } from "./resource/parse-resources.ts";
export { parseResources } from "./resource/parse-resources.ts";
export type { LocatedResource } from "./resource/read-resources.ts";
export type { Resource, ResourceId, ResourceMetadata } from "./resource/resource.ts";
export { formatResourceId, resourceIdOf } from "./resource/resource.ts";
export type { StringifyResourcesOptions } from "./resource/stringify-resources.ts";
export { stringifyResources } from "./resource/stringify-resources.ts";
export { SealFailedError } from "./secrets/errors.ts";
export type { Sealer } from "./secrets/sealer.ts";
export type { SecretValue } from "./secrets/secret-value.ts";
export { secretValue } from "./secrets/secret-value.ts";
export type { ImageField, ImagePath } from "./transforms/image-path.ts";
export type { ImageReference } from "./transforms/image-reference.ts";
export type { PlanChangesOptions, TreeChange } from "./tree/plan-changes.ts";
export { planChanges } from "./tree/plan-changes.ts";
export type { ImageReport, Provenance, RenderedTree, TemplateSource } from "./tree/rendered-tree.ts";
export type { OutputLayout } from "./tree/layout.ts";
export type { ConfigLayer } from "./values/config-layer.ts";
export type { MergedLayers } from "./values/merge-layers.ts";
export { mergeLayers } from "./values/merge-layers.ts";
export type { EnvironmentVariable } from "./values/variables-layer.ts";
export { variablesLayer } from "./values/variables-layer.ts";
export type { ParseValuesOptions } from "./values/parse-values.ts";
export { parseValues } from "./values/parse-values.ts";
export type { PlaceholderSyntax } from "./values/placeholder-syntax.ts";
