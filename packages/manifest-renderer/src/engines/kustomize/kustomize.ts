import { join } from "node:path";

import { err, ok, safeTry } from "neverthrow";
import type { Result, ResultAsync } from "neverthrow";

import type { RenderError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { JsonValue } from "../../json.ts";
import type { Limits } from "../../limits.ts";
import type { LocatedResource } from "../../resource/read-resources.ts";
import { readResources } from "../../resource/read-resources.ts";
import { stringifyResources } from "../../resource/stringify-resources.ts";
import type { Engine, EngineContext, EngineInput, EngineOutput } from "../engine.ts";
import { EngineFailedError } from "../errors.ts";
import { jsonAsYaml } from "../json-as-yaml.ts";
import { processSearchPath } from "../process/find-binary.ts";
import { withPrivateCopy } from "../process/private-copy.ts";
import { runProcess } from "../process/run-process.ts";
import { withoutFolder } from "../process/without-folder.ts";
import type { FoundKustomize } from "./find-kustomize.ts";
import { findKustomize } from "./find-kustomize.ts";
import type { KustomizeStep } from "./kustomize-step.ts";
import { checkKustomizeStep, upstreamFile } from "./kustomize-step.ts";
import { objectKey } from "./manifest-objects.ts";
import type { ScannedKustomization } from "./scan-kustomizations.ts";
import { scanKustomizations } from "./scan-kustomizations.ts";

/** Without git, without cluster, and with a proxy that no one can be, should an address have been overlooked. */
const ENVIRONMENT = {
  PATH: "/nonexistent",
  KUBECONFIG: "/dev/null",
  HTTP_PROXY: "http://127.0.0.1:0",
  HTTPS_PROXY: "http://127.0.0.1:0",
};

/** Settings of {@link kustomize}. */
export interface KustomizeOptions {
  /** Path of the binary, of kustomize or of kubectl. Default: `kustomize`, else `kubectl`, on the search path. */
  readonly binary?: string;
  /** Folders to search, separated as in `PATH`. Default: the `PATH` of this process, read when the engine is made. */
  readonly searchPath?: string;
}

/**
 * Makes the engine that builds kustomizations, with the kustomize or the kubectl of this machine.
 *
 * Nothing is fetched: a kustomization that names a remote base, or a path outside of the templates, is refused before
 * kustomize runs. It runs in a private copy, without environment and without git. The options of a step stand in {@link KustomizeStep}.
 *
 * @returns the engine. Its renders give `TEMPLATE_UNSAFE`, `ENGINE_MISSING`, `ENGINE_FAILED` with the words of kustomize,
 * `ENGINE_TIMEOUT`, `LIMIT_EXCEEDED`, `FILE_INVALID`, `YAML_INVALID`, `RESOURCE_INVALID` or `RENDER_ABORTED`.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/cmd/build/
 * @example
 * ```ts source="./kustomize.examples.ts#kustomize"
 * const engine = kustomize();
 * const step: KustomizeStep = { engine: "kustomize", path: "overlays/prod" };
 * const output = await engine.render(step, input, context);
 * const lines = output.match(
 *   ({ resources }) => resources.map(({ resource }) => `${resource.kind} ${resource.metadata.name}`),
 *   (error) => [error.code, error.message],
 * );
 * ```
 */
export function kustomize(options: KustomizeOptions = {}): Engine {
  const where = { binary: options.binary, searchPath: options.searchPath ?? processSearchPath() };
  return {
    name: "kustomize",
    checkStep: checkKustomizeStep,
    identify: (context) => findKustomize(where, context).map(({ identity }) => identity),
    render: (step, input, context) =>
      findKustomize(where, context).andThen((found) => build(step as KustomizeStep, input, { found, context })),
  };
}

interface Run {
  readonly found: FoundKustomize;
  readonly context: EngineContext;
}

function build(
  step: KustomizeStep,
  input: EngineInput,
  { found, context }: Run,
): ResultAsync<EngineOutput, RenderError> {
  const { limits } = context;
  return safeTry<EngineOutput, RenderError>(async function* () {
    const upstream = upstreamFile(step);
    const scanned = yield* scanKustomizations(input.files, step.path ?? ".", upstream, limits);
    const through = input.resources.filter(({ sealedText }) => sealedText === undefined);
    const around = input.resources.filter(({ sealedText }) => sealedText !== undefined);
    const files = yield* withUpstream(input.files, scanned, { file: upstream, resources: through, limits });
    const stdout = yield* withPrivateCopy({ engine: "kustomize", files, limits }, ({ directory, scratch }) =>
      runProcess({
        engine: "kustomize",
        binary: found.path,
        // Named from inside, no folder can be taken for an option or an address.
        args: [...found.build, "."],
        directory: join(directory, step.path ?? "."),
        environment: { ...ENVIRONMENT, HOME: scratch },
        context,
      })
        .map((output) => output.stdout)
        .mapErr((error): RenderError => withoutFolder(error, directory)),
    );
    const confidential = context.secrets.some((secret) => secret !== "" && stdout.includes(secret)) || undefined;
    const read = yield* readResources({ file: `${scanned.file} (built)`, text: stdout, confidential }, { limits });
    const origins = originsOf(scanned, through);
    const resources = read.resources.map((located): LocatedResource => {
      const origin = origins.get(objectKey(located.resource) ?? "") ?? { file: scanned.file, line: 1 };
      return { ...located, origin };
    });
    const findings: readonly Diagnostic[] = read.findings;
    return ok({ files: input.files, resources: [...around, ...resources], findings });
  });
}

interface Upstream {
  readonly file: string;
  readonly resources: readonly LocatedResource[];
  readonly limits: Limits;
}

/** Puts the resources of the earlier steps where the kustomization finds them. */
function withUpstream(
  files: FileSet,
  scanned: ScannedKustomization,
  { file, resources, limits }: Upstream,
): Result<FileSet, RenderError> {
  const isListed = scanned.referenced.has(file);
  if (resources.length === 0) {
    if (!isListed || files.has(file)) return ok(files);
    const problem = `cannot read ${file}: no step before this one made resources`;
    return err(new EngineFailedError("kustomize", problem));
  }
  if (files.has(file)) {
    const problem = `cannot offer the resources of earlier steps: the templates have a file ${file}; set \`upstream\` of the step to another name`;
    return err(new EngineFailedError("kustomize", problem));
  }
  if (!isListed && !isListOrNothing(scanned.content["resources"])) {
    return err(new EngineFailedError("kustomize", `cannot build ${scanned.file}: its resources are no list`));
  }
  return stringifyResources(
    resources.map(({ resource }) => resource),
    { limits },
  ).map((text) => {
    const all = new Map([...files, [file, text]]);
    return isListed ? all : all.set(scanned.file, listing(scanned, file));
  });
}

/** Anything else is an error of kustomize, which must not go away because resources are added. */
function isListOrNothing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || Array.isArray(value);
}

/** The kustomization of the root, with the file among its resources. */
function listing({ file, content }: ScannedKustomization, upstream: string): string {
  const { resources = [] } = content;
  const listed = Array.isArray(resources) ? (resources as readonly JsonValue[]) : [];
  return jsonAsYaml({ ...content, resources: [...listed, relativePath(file, upstream)] });
}

function relativePath(from: string, to: string): string {
  const folder = from.split("/").slice(0, -1);
  const target = to.split("/");
  let same = 0;
  while (same < folder.length && folder[same] === target[same]) same++;
  return [...folder.slice(same).map(() => ".."), ...target.slice(same)].join("/");
}

function originsOf(
  { origins }: ScannedKustomization,
  upstream: readonly LocatedResource[],
): ReadonlyMap<string, LocatedResource["origin"]> {
  const known = new Map([...origins].map(([key, file]) => [key, { file, line: 1 }]));
  for (const { resource, origin } of upstream) {
    const key = objectKey(resource);
    if (key !== undefined) known.set(key, origin);
  }
  return known;
}
