import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { FileInvalidError, LimitExceededError, YamlError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { Limits } from "../../limits.ts";
import { EngineFailedError, TemplateUnsafeError } from "../errors.ts";
import { foldersOf } from "../folders-of.ts";
import { resolvePath } from "../resolve-path.ts";
import { areObjects, isBuiltIn, withItems, objectKey } from "./manifest-objects.ts";
import { readYamlFile, readYamlText } from "./read-yaml.ts";
import type { Reference } from "./references.ts";
import { configReferences, findMisspelled, patchTexts, pathsOrTexts, referencesOf } from "./references.ts";
import { isAlwaysRemote, isRemote, isRemoteFile } from "./is-remote.ts";

const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
/** What the kustomization of a folder of generators or transformers may hold: anything else could compute an address. */
const CONFIGURATION_FIELDS = new Set(["apiVersion", "kind", "metadata", "resources"]);
const HELM_FIELDS = ["helmCharts", "helmChartInflationGenerator", "helmGlobals"];

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
  /** File that describes an object, by `kind name`, where there is only one. */
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
}

/** A kustomization, and the folders that lead to it. */
interface Place {
  readonly file: string;
  readonly folder: string;
  readonly target: Visit["target"];
  readonly above: readonly string[];
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
  readonly #readFiles = new Set<string>();
  readonly #readFolders = new Set<string>();

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
    { above, because, target }: Visit,
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
    const read = readYamlFile(this.#files, file, this.#limits);
    if (read.isErr()) return err(read.error);
    // kustomize reads the first one. Comments in front of it may stand in a document of their own.
    const documents = read.value.filter((document) => document !== null);
    const [content = {}] = documents;
    if (!isJsonObject(content))
      return err(new EngineFailedError("kustomize", `cannot build ${folder}: ${file} is no map`));
    const visited = `${target} ${file}`;
    if (this.#readFolders.has(visited)) return ok({ file, content });
    this.#readFolders.add(visited);

    for (const document of documents.filter(isJsonObject)) {
      const checked = this.#kustomization(document, { file, folder, target, above: [...above, folder] });
      if (checked.isErr()) return err(checked.error);
    }
    return ok({ file, content });
  }

  #kustomization(content: JsonObject, place: Place): Result<void, ScanError> {
    const { file, target } = place;
    const problem = problemOf(content, target);
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
    const checked = this.#configurations(place.file, inline.value);
    // kustomize would go on and take it for a path, or for an address.
    return checked.isErr() || areObjects(inline.value) ? checked : this.#follow(reference, place);
  }

  #follow({ field, value, target }: Reference, { file, folder, above }: Place): Result<void, ScanError> {
    const local = resolvePath(folder, value);
    const isFile = local !== undefined && this.#files.has(local);
    const isThere = isFile || (local !== undefined && this.#folders.has(local));
    if (isRemote(value) && (!isThere || isAlwaysRemote(value))) {
      const problem = `${field} names ${quote(value)}, which kustomize would fetch; copy it into the templates`;
      return err(new TemplateUnsafeError(file, problem));
    }
    if (local === undefined) {
      const problem = `${field} names ${quote(value)}, which is outside of the templates; copy it into them`;
      return err(new TemplateUnsafeError(file, problem));
    }
    this.#referenced.add(local);
    if (local === this.#expected && !isFile) return ok();
    if ((target === "base" || target === "configuration") && isThere && !isFile) {
      return this.#folder(local, { above, because: `${file} names it in ${field}`, target }).map(() => undefined);
    }
    if (!isFile) {
      return err(
        new EngineFailedError("kustomize", `cannot read ${local}: ${file} names it in ${field}, and it is not there`),
      );
    }
    return target === "data" ? ok() : this.#yamlFile(local);
  }

  #yamlFile(file: string): Result<void, ScanError> {
    if (this.#readFiles.has(file)) return ok();
    this.#readFiles.add(file);
    const read = readYamlFile(this.#files, file, this.#limits);
    if (read.isErr()) return err(read.error);
    for (const value of read.value) this.#remember(value, file);
    return this.#configurations(file, read.value);
  }

  /** Generators and transformers name files as kustomizations do, and kustomize would fetch those as well. */
  #configurations(file: string, documents: readonly JsonValue[]): Result<void, ScanError> {
    for (const reference of documents
      .flatMap(withItems)
      .filter(isBuiltIn)
      .flatMap((found) => configReferences(found))) {
      const { field, value, target } = reference;
      if (target === "yaml") {
        const patch = readYamlText({ file: `${file} (${field})`, text: value }, this.#limits);
        if (patch.isErr()) return err(patch.error);
      } else if (isRemoteFile(value)) {
        const problem = `${field} names ${quote(value)}, which kustomize would fetch; copy it into the templates`;
        return err(new TemplateUnsafeError(file, problem));
      }
    }
    return ok();
  }

  #remember(value: JsonValue, file: string): void {
    for (const object of withItems(value)) {
      const key = isJsonObject(object) ? objectKey(object) : undefined;
      if (key !== undefined && !this.#origins.has(key)) this.#origins.set(key, file);
    }
  }
}

function problemOf(content: JsonObject, target: Visit["target"]): string | undefined {
  const misspelled = findMisspelled(content);
  if (misspelled !== undefined) {
    return `kustomize would take ${misspelled.field} for ${misspelled.meant}; write it in this way`;
  }
  const chart = HELM_FIELDS.find((field) => content[field] !== undefined);
  if (chart !== undefined) return `${chart} would run Helm from kustomize; render the chart in a helm step before`;
  const computed =
    target === "configuration" ? Object.keys(content).find((field) => !CONFIGURATION_FIELDS.has(field)) : undefined;
  return computed === undefined
    ? undefined
    : `${computed} would change generators or transformers before they run; list ready ones in resources`;
}

function quote(value: string): string {
  return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
}
