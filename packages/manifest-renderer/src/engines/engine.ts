import type { ResultAsync } from "neverthrow";

import type { Diagnostic } from "../diagnostic.ts";
import type { RenderError } from "../errors.ts";
import type { FileSet } from "../file-set.ts";
import type { JsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { LocatedResource } from "../resource/read-resources.ts";
import type { ImageReference } from "../transforms/image-reference.ts";

/** One step of a chain, as data: the name of an engine, and the options that this engine knows. */
export interface EngineStep {
  /** Name of the engine: `plain`, `helm`, `kustomize`, `jsonnet`, or one of your own. */
  readonly engine: string;
  /** Options of the engine, as JSON; `checkStep` says what is wrong with them. */
  readonly [option: string]: unknown;
}

/** Which program an engine runs. It is part of the provenance, and of the key under which results are cached. */
export interface EngineIdentity {
  /** Version of the engine, for example `v4.1.4`. */
  readonly version: string;
  /** `sha256:` digest of its binary; undefined for an engine that runs in process. */
  readonly digest: string | undefined;
}

/** What a step of a chain gets. */
export interface EngineInput {
  /** Name of the app. */
  readonly app: string;
  /** Name of the environment. */
  readonly environment: string;
  /** Namespace of the request, if any. */
  readonly namespace: string | undefined;
  /** Templates, or the files that an earlier step made of them. */
  readonly files: FileSet;
  /** Resources of the earlier steps. */
  readonly resources: readonly LocatedResource[];
  /** Configuration, all layers merged. */
  readonly values: JsonObject;
  /** Images of the release. */
  readonly images: readonly ImageReference[];
}

/** What a step of a chain gives to the next one. */
export interface EngineOutput {
  /** All files for the following steps. */
  readonly files: FileSet;
  /** All resources so far: those of the input, changed or not, and those of this step. */
  readonly resources: readonly LocatedResource[];
  /** What was found on the way. */
  readonly findings: readonly Diagnostic[];
}

/** What all steps of a render share. */
export interface EngineContext {
  /** Limits of files, documents, time, memory and output. */
  readonly limits: Limits;
  /** Ends the work at once. */
  readonly signal: AbortSignal | undefined;
  /** Texts that no message may show. */
  readonly secrets: readonly string[];
}

/** Makes manifests, or files for another engine, of templates. */
export interface Engine {
  /** Name in the steps of a chain. */
  readonly name: string;
  /** Says what is wrong with the options of a step; empty when it can run. */
  readonly checkStep: (step: EngineStep) => readonly string[];
  /** Finds the program, or says what was tried and how to install it. */
  readonly identify: (context: EngineContext) => ResultAsync<EngineIdentity, RenderError>;
  /** Runs one step whose options were checked. */
  readonly render: (
    step: EngineStep,
    input: EngineInput,
    context: EngineContext,
  ) => ResultAsync<EngineOutput, RenderError>;
}
