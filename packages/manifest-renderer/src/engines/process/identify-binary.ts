import { tmpdir } from "node:os";
import { err, ok, okAsync } from "neverthrow";
import type { ResultAsync } from "neverthrow";

import type { EngineContext, EngineIdentity } from "../engine.ts";
import { EngineFailedError } from "../errors.ts";
import type { FoundBinary } from "./find-binary.ts";
import type { ProcessError } from "./run-process.ts";
import { runProcess } from "./run-process.ts";

/** How a program says its version. */
export interface VersionQuery {
  /** Name of the engine in messages. */
  readonly engine: string;
  /** Arguments that make it print its version. */
  readonly args: readonly string[];
  /** Finds the version in what it prints; group 1 is the version. */
  readonly pattern: RegExp;
  /** Environment variables of the call. Default none. */
  readonly environment?: Readonly<Record<string, string>>;
}

const identities = new Map<string, EngineIdentity>();

/** Asks a program for its version, once for each state of its file. */
export function identifyBinary(
  found: FoundBinary,
  query: VersionQuery,
  context: EngineContext,
): ResultAsync<EngineIdentity, ProcessError> {
  const { engine, args, pattern, environment = {} } = query;
  const key = [engine, found.path, found.digest].join("\0");
  const known = identities.get(key);
  if (known !== undefined) return okAsync(known);
  return runProcess({ engine, binary: found.path, args, directory: tmpdir(), environment, context }).andThen(
    ({ stdout, stderr }) => {
      const version = pattern.exec(stdout)?.[1] ?? pattern.exec(stderr)?.[1];
      if (version === undefined) {
        const problem = `did not say its version (${found.path} ${args.join(" ")}): is this file really ${engine}?`;
        return err(new EngineFailedError(engine, problem, { exitCode: 0, stderr }));
      }
      const identity = { version, digest: found.digest };
      identities.set(key, identity);
      return ok(identity);
    },
  );
}
