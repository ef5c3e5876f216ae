import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { FileInvalidError, YamlError } from "../../errors.ts";
import { LimitExceededError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { Limits } from "../../limits.ts";
import { EngineFailedError, TemplateUnsafeError } from "../errors.ts";
import { foldersOf } from "../folders-of.ts";
import { resolvePath } from "../resolve-path.ts";
import { fieldProblem } from "./check-fields.ts";
import { findConfiguredFiles } from "./configured-files.ts";
import { areObjects, withItems, objectKey } from "./manifest-objects.ts";
import { quoteReference } from "./quote-reference.ts";
import { readKustomization, readYamlFile, readYamlText } from "./read-yaml.ts";
import type { Reference } from "./references.ts";
import { patchTexts, pathsOrTexts, referencesOf } from "./references.ts";
import { isAlwaysRemote, isRemote } from "./is-remote.ts";

const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
/** Kustomizations inside of each other; each is a part of the stack here, and of that of kustomize. */
const MAX_NESTED = 100;

/** Every way in which a scan can end. */
export type ScanError = EngineFailedError | FileInvalidError | LimitExceededError | TemplateUnsafeError | YamlError;

/** What a kustomization reads. */
export interface ScannedKustomization {
  /** File of the kustomization in the root. */
  readonly file: string;
  /** Its content. */
  readonly content: JsonObject;
  /** All files that are referred to, whether they are there or not. */
  readonly referenced: ReadonlySet<string>;
  /** First file that describes an object, by `kind name`. */
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * Follows everything that a kustomization refers to, and refuses what is not among the files: kustomize would fetch it, or
 * read it from the machine.
 *
 * @param expected - A file that may be referred to although it is not there yet.
 */
export function scanKustomizations(
  files: FileSet,
  root: string,
  expected: string,
  limits: Limits,
): Result<ScannedKustomization, ScanError> {
  return new Scan(files, expected, limits).run(root);
}

/** How a folder is reached. */
interface Visit {
  readonly above: readonly string[];
  readonly because: string;
  readonly target: "base" | "configuration";
  /** For a folder of generators or transformers: folder of the kustomization that runs them. */
  readonly home?: string;
}

/** A kustomization, and the folders that lead to it. */
interface Place {
  readonly file: string;
  readonly folder: string;
  readonly target: Visit["target"];
  readonly above: readonly string[];
  /** Folder from which generators and transformers name their files. */
  readonly home: string;
}

/** A text without any of these is one scalar: a path. */
const MAY_BE_TEXT = /[\n{]|: /;

class Scan {
  readonly #files: FileSet;
  readonly #folders: ReadonlySet<string>;
  readonly #expected: string;
  readonly #limits: Limits;
  readonly #referenced = new Set<string>();
  readonly #origins = new Map<string, string>();
  /** Files that generators and transformers name, by the file that configures these. */
  readonly #readFiles = new Map<string, readonly string[]>();
  readonly #readPatches = new Set<string>();
  readonly #readFolders = new Set<string>();
  #followed = 0;

  constructor(files: FileSet, expected: string, limits: Limits) {
    this.#files = files;
    this.#folders = foldersOf(files);
    this.#expected = expected;
    this.#limits = limits;
  }

  run(root: string): Result<ScannedKustomization, ScanError> {
    const found = this.#folder(root, { above: [], because: `the step names ${root}`, target: "base" });
    if (found.isErr()) return err(found.error);
    return ok({ ...found.value, referenced: this.#referenced, origins: this.#origins });
  }

  #folder(
    folder: string,
    { above, because, target, home = folder }: Visit,
  ): Result<{ readonly file: string; readonly content: JsonObject }, ScanError> {
    const names = NAMES.map((name) => (folder === "." ? name : `${folder}/${name}`));
    const [file, other] = names.filter((name) => this.#files.has(name));
    if (file === undefined || other !== undefined) {
      const problem = file === undefined ? `holds no ${NAMES[0] ?? ""}` : "holds more than one kustomization";
      return err(new EngineFailedError("kustomize", `cannot build ${folder}: the folder ${problem} (${because})`));
    }
    if (above.includes(folder)) {
      const circle = [...above, folder].join(" -> ");
      return err(new EngineFailedError("kustomize", `cannot build ${folder}: it is its own base (${circle})`));
    }
    if (above.length >= MAX_NESTED) {
      const problem = `more than ${MAX_NESTED} kustomizations lie inside of each other`;
      return err(new EngineFailedError("kustomize", `cannot build ${folder}: ${problem} (${because})`));
    }
    const read = readKustomization(this.#files, file, this.#limits);
    if (read.isErr()) return err(read.error);
    // kustomize reads the first one. Comments in front of it may stand in a document of their own.
    const documents = read.value.filter((document) => document !== null);
    const [content = {}] = documents;
    if (!isJsonObject(content))
      return err(new EngineFailedError("kustomize", `cannot build ${folder}: ${file} is no map`));
    const visited = `${target} ${home}\0${file}`;
    if (this.#readFolders.has(visited)) return ok({ file, content });
    this.#readFolders.add(visited);

    for (const document of documents.filter(isJsonObject)) {
      const checked = this.#kustomization(document, { file, folder, target, above: [...above, folder], home });
      if (checked.isErr()) return err(checked.error);
    }
    return ok({ file, content });
  }

  #kustomization(content: JsonObject, place: Place): Result<void, ScanError> {
    const { file, target } = place;
    const problem = fieldProblem(content, target);
    if (problem !== undefined) return err(new TemplateUnsafeError(file, problem));
    for (const reference of referencesOf(content)) {
      const isConfiguration = target === "configuration" && reference.target === "base";
      const followed = this.#follow(isConfiguration ? { ...reference, target } : reference, place);
      if (followed.isErr()) return err(followed.error);
    }
    for (const { field, value } of patchTexts(content)) {
      const patch = readYamlText({ file: `${file} (${field})`, text: value }, this.#limits);
      if (patch.isErr()) return err(patch.error);
    }
    for (const reference of pathsOrTexts(content)) {
      const followed = this.#pathOrText(reference, place);
      if (followed.isErr()) return err(followed.error);
    }
    return ok();
  }

  #pathOrText(reference: Reference, place: Place): Result<void, ScanError> {
    const { field, value } = reference;
    if (!MAY_BE_TEXT.test(value)) return this.#follow(reference, place);
    const inline = readYamlText({ file: `${place.file} (${field})`, text: value }, this.#limits);
    if (inline.isErr()) return err(inline.error);
    const named = findConfiguredFiles(place.file, inline.value, this.#limits);
    if (named.isErr()) return err(named.error);
    // kustomize would go on and take it for a path, or for an address.
    return areObjects(inline.value) ? this.#patchFiles(named.value, place.home) : this.#follow(reference, place);
  }

  #follow({ field, value, target }: Reference, { file, folder, above, home }: Place): Result<void, ScanError> {
    const counted = this.#count();
    if (counted.isErr()) return err(counted.error);
    const local = resolvePath(folder, value);
    const isFile = local !== undefined && this.#files.has(local);
    const isThere = isFile || (local !== undefined && this.#folders.has(local));
    if (isRemote(value) && (!isThere || isAlwaysRemote(value))) {
      const problem = `${field} names ${quoteReference(value)}, which kustomize would fetch; copy it into the templates`;
      return err(new TemplateUnsafeError(file, problem));
    }
    if (local === undefined) {
      const problem = `${field} names ${quoteReference(value)}, which is outside of the templates; copy it into them`;
      return err(new TemplateUnsafeError(file, problem));
    }
    this.#referenced.add(local);
    if (local === this.#expected && !isFile) {
      if (target !== "configuration") return ok();
      const problem = `${field} names ${quoteReference(value)}, but what earlier steps made must not generate or transform; list it in resources`;
      return err(new TemplateUnsafeError(file, problem));
    }
    if ((target === "base" || target === "configuration") && isThere && !isFile) {
      const visit = { above, because: `${file} names it in ${field}`, target };
      return this.#folder(local, target === "base" ? visit : { ...visit, home }).map(() => undefined);
    }
    if (!isFile) {
      return err(
        new EngineFailedError("kustomize", `cannot read ${local}: ${file} names it in ${field}, and it is not there`),
      );
    }
    return target === "data" ? ok() : this.#yamlFile(local, home);
  }

  #yamlFile(file: string, home: string): Result<void, ScanError> {
    const known = this.#readFiles.get(file);
    if (known !== undefined) return this.#patchFiles(known, home);
    const read = readYamlFile(this.#files, file, this.#limits);
    if (read.isErr()) return err(read.error);
    for (const value of read.value) this.#remember(value, file);
    const named = findConfiguredFiles(file, read.value, this.#limits);
    if (named.isErr()) return err(named.error);
    this.#readFiles.set(file, named.value);
    return this.#patchFiles(named.value, home);
  }

  /** A `path` is often one inside of an object, so what is no file is left for kustomize to judge. */
  #patchFiles(paths: readonly string[], home: string): Result<void, ScanError> {
    for (const path of paths) {
      const counted = this.#count();
      if (counted.isErr()) return err(counted.error);
      const local = resolvePath(home, path);
      if (local === undefined || !this.#files.has(local)) continue;
      if (this.#readFiles.has(local) || this.#readPatches.has(local)) continue;
      this.#readPatches.add(local);
      const read = readYamlFile(this.#files, local, this.#limits);
      if (read.isErr()) return err(read.error);
    }
    return ok();
  }

  /** Aliases and folders that many kustomizations share make more references of a few files than anyone writes. */
  #count(): Result<void, LimitExceededError> {
    const { maxValues } = this.#limits;
    if (++this.#followed <= maxValues) return ok();
    return err(new LimitExceededError("maxValues", maxValues, "the number of references in all kustomizations"));
  }

  #remember(value: JsonValue, file: string): void {
    for (const object of withItems(value)) {
      const key = isJsonObject(object) ? objectKey(object) : undefined;
      if (key !== undefined && !this.#origins.has(key)) this.#origins.set(key, file);
    }
  }
}
