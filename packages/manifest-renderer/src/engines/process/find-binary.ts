import { createHash } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import type { Stats } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { err, ok, ResultAsync } from "neverthrow";
import type { Result } from "neverthrow";

import { EngineMissingError } from "../errors.ts";

/** Which program is looked for, and where. */
export interface BinaryQuery {
  /** Name of the engine in messages. */
  readonly engine: string;
  /** Path of the program; nothing else is tried then. */
  readonly binary: string | undefined;
  /** File names to look for in the folders of the search path; the first name that is found wins. */
  readonly names: readonly string[];
  /** Folders, separated as in `PATH`. */
  readonly searchPath: string;
  /** How to install it. */
  readonly hint: string;
}

/** A program on this machine. */
export interface FoundBinary {
  /** Absolute path. A link is not followed: programs with many names, such as those of snap, look at their own. */
  readonly path: string;
  /** `sha256:` digest of the file. */
  readonly digest: string;
}

type Verdict = "a folder" | "executable" | "not executable" | "not found";

const digests = new Map<string, Promise<string>>();

/** Gives the search path of this process; engines read it once, when they are created. */
export function processSearchPath(): string {
  return process.env["PATH"] ?? "";
}

/** Finds a program, or says everything that was tried. */
export function findBinary(query: BinaryQuery): ResultAsync<FoundBinary, EngineMissingError> {
  return new ResultAsync(find(query));
}

async function find(query: BinaryQuery): Promise<Result<FoundBinary, EngineMissingError>> {
  const tried: string[] = [];
  for (const path of candidates(query)) {
    const { verdict, stats } = await look(path);
    if (verdict === "executable" && stats !== undefined) {
      const digest = await digestOf(path, stats).catch(() => undefined);
      if (digest !== undefined) return ok({ path, digest });
    }
    tried.push(
      verdict === "not found" ? path : `${path}, which is ${verdict === "executable" ? "not readable" : verdict}`,
    );
  }
  const all = tried.length > 0 ? tried : [`${query.names.join(" and ")} on an empty search path`];
  return err(new EngineMissingError(query.engine, all, query.hint));
}

function candidates({ binary, names, searchPath }: BinaryQuery): readonly string[] {
  if (binary !== undefined) return [resolve(binary)];
  // A relative folder would make the working directory decide which program runs.
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder));
  const files = process.platform === "win32" ? names.map((name) => `${name}.exe`) : names;
  return [...new Set(files.flatMap((file) => folders.map((folder) => join(folder, file))))];
}

async function look(path: string): Promise<{ readonly verdict: Verdict; readonly stats?: Stats }> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) return { verdict: "not found" };
  if (!stats.isFile()) return { verdict: "a folder" };
  const verdict = await access(path, constants.X_OK).then(
    () => "executable" as const,
    () => "not executable" as const,
  );
  return { verdict, stats };
}

/** Reads a binary once for each state of its file: those of the engines are large. */
function digestOf(path: string, { mtimeMs, size, ino }: Stats): Promise<string> {
  const key = `${path}\0${mtimeMs}\0${size}\0${ino}`;
  const known = digests.get(key) ?? hash(path);
  digests.set(key, known);
  return known;
}

async function hash(path: string): Promise<string> {
  const sha256 = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), sha256);
  return `sha256:${sha256.digest("hex")}`;
}
