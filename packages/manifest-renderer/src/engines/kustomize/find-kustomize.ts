import { basename } from "node:path";

import { err, errAsync, ok } from "neverthrow";
import type { ResultAsync } from "neverthrow";

import type { RenderError } from "../../errors.ts";
import type { EngineContext, EngineIdentity } from "../engine.ts";
import type { FoundBinary } from "../process/find-binary.ts";
import { EngineFailedError } from "../errors.ts";
import { findBinary } from "../process/find-binary.ts";
import { identifyBinary } from "../process/identify-binary.ts";

const HINT =
  "install kustomize 5 (https://kubectl.docs.kubernetes.io/installation/kustomize/) or later, or kubectl 1.27 or later, or name its path: kustomize({ binary })";

/** kustomize, as a program of its own or inside of kubectl. */
export interface FoundKustomize {
  /** Absolute path of the program. */
  readonly path: string;
  /** Arguments before the folder. */
  readonly build: readonly string[];
  /** Version of kustomize, and digest of the program. */
  readonly identity: EngineIdentity;
}

interface Flavor {
  readonly build: readonly string[];
  readonly version: readonly string[];
  readonly pattern: RegExp;
}

const KUSTOMIZE: Flavor = { build: ["build"], version: ["version"], pattern: /(v\d+\.\d+\.\d+[^\s]*)/ };
const KUBECTL: Flavor = {
  build: ["kustomize"],
  version: ["version", "--client"],
  pattern: /Kustomize Version: (v\d+\.\d+\.\d+[^\s]*)/,
};

/** Finds kustomize, or a kubectl that holds it, and asks it for its version. Flux runs version 5, and older ones fetch more. */
export function findKustomize(
  where: { readonly binary: string | undefined; readonly searchPath: string },
  context: EngineContext,
): ResultAsync<FoundKustomize, RenderError> {
  return findBinary({ engine: "kustomize", names: ["kustomize", "kubectl"], hint: HINT, ...where }).andThen((found) => {
    // The name says what to ask first; the answer says what it is.
    const [first, second] = basename(found.path).includes("kustomize") ? [KUSTOMIZE, KUBECTL] : [KUBECTL, KUSTOMIZE];
    return (
      ask(found, first, context)
        // Another program does not know the question; a call that was aborted or took too long says nothing.
        .orElse((error) => (error.code === "ENGINE_FAILED" ? ask(found, second, context) : errAsync(error)))
        .andThen((asked) => (isSupported(asked) ? ok(asked) : err(unsupported(asked))))
    );
  });
}

function isSupported({ identity }: FoundKustomize): boolean {
  return Number(/^v(\d+)/.exec(identity.version)?.[1]) >= 5;
}

function unsupported({ path, identity }: FoundKustomize): EngineFailedError {
  return new EngineFailedError("kustomize", `${identity.version} (${path}) is not supported: ${HINT}`);
}

function ask(
  found: FoundBinary,
  { build, version, pattern }: Flavor,
  context: EngineContext,
): ResultAsync<FoundKustomize, RenderError> {
  const query = { engine: "kustomize", args: version, pattern };
  return identifyBinary(found, query, context).map((identity) => ({ path: found.path, build, identity }));
}
