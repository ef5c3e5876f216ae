import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { FileInvalidError, LimitExceededError, YamlError } from "../../errors.ts";
import type { FileSet } from "../../file-set.ts";
import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { Limits } from "../../limits.ts";
import { EngineFailedError, TemplateUnsafeError } from "../errors.ts";
import { resolvePath } from "../resolve-path.ts";
import { readYamlFile, readYamlText } from "./read-yaml.ts";
import type { Reference } from "./references.ts";
import { configReferences, inlineTexts, referencesOf } from "./references.ts";
import { isRemote } from "./is-remote.ts";

const NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
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

class Scan {
  readonly #files: FileSet;
  readonly #folders: ReadonlySet<string>;
  readonly #expected: string;
  readonly #limits: Limits;
  readonly #referenced = new Set<string>();
  readonly #origins = new Map<string, string>();
  readonly #read = new Set<string>();

  constructor(files: FileSet, expected: string, limits: Limits) {
    this.#files = files;
    this.#folders = foldersOf(files);
    this.#expected = expected;
    this.#limits = limits;
  }

  run(root: string): Result<ScannedKustomization, ScanError> {
    const found = this.#folder(root, [], `the step names ${root}`);
    if (found.isErr()) return err(found.error);
    return ok({ ...found.value, referenced: this.#referenced, origins: this.#origins });
  }

  #folder(
    folder: string,
    above: readonly string[],
    because: string,
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
    const [content = {}] = read.value;
    if (!isJsonObject(content))
      return err(new EngineFailedError("kustomize", `cannot build ${folder}: ${file} is no map`));
    if (this.#read.has(file)) return ok({ file, content });
    this.#read.add(file);

    const checked = this.#kustomization(file, content, folder, [...above, folder]);
    return checked.isErr() ? err(checked.error) : ok({ file, content });
  }

  #kustomization(file: string, content: JsonObject, folder: string, above: readonly string[]): Result<void, ScanError> {
    const chart = HELM_FIELDS.find((field) => content[field] !== undefined);
    if (chart !== undefined) {
      return err(
        new TemplateUnsafeError(file, `${chart} would run Helm from kustomize; render the chart in a helm step before`),
      );
    }
    for (const reference of referencesOf(content)) {
      const followed = this.#follow(file, folder, reference, above);
      if (followed.isErr()) return err(followed.error);
    }
    for (const { field, value } of inlineTexts(content)) {
      const inline = readYamlText({ file: `${file} (${field})`, text: value }, this.#limits);
      if (inline.isErr()) return err(inline.error);
      const checked = this.#configurations(file, inline.value);
      if (checked.isErr()) return err(checked.error);
    }
    return ok();
  }

  #follow(
    file: string,
    folder: string,
    { field, value, target }: Reference,
    above: readonly string[],
  ): Result<void, ScanError> {
    const local = resolvePath(folder, value);
    const isFile = local !== undefined && this.#files.has(local);
    if (isRemote(value) && !(isFile && !value.includes(":"))) {
      const problem = `${field} names ${quote(value)}, which kustomize would fetch; copy it into the templates`;
      return err(new TemplateUnsafeError(file, problem));
    }
    if (local === undefined) {
      const problem = `${field} names ${quote(value)}, which is outside of the templates; copy it into them`;
      return err(new TemplateUnsafeError(file, problem));
    }
    this.#referenced.add(local);
    if (local === this.#expected && !isFile) return ok();
    if (target === "base" && this.#folders.has(local) && !isFile) {
      return this.#folder(local, above, `${file} names it in ${field}`).map(() => undefined);
    }
    if (!isFile) {
      return err(
        new EngineFailedError("kustomize", `cannot read ${local}: ${file} names it in ${field}, and it is not there`),
      );
    }
    return target === "data" ? ok() : this.#yamlFile(local);
  }

  #yamlFile(file: string): Result<void, ScanError> {
    if (this.#read.has(file)) return ok();
    this.#read.add(file);
    const read = readYamlFile(this.#files, file, this.#limits);
    if (read.isErr()) return err(read.error);
    for (const value of read.value) this.#remember(value, file);
    return this.#configurations(file, read.value);
  }

  /** Generators and transformers name files as kustomizations do, and kustomize would fetch those as well. */
  #configurations(file: string, documents: readonly JsonValue[]): Result<void, ScanError> {
    for (const document of documents) {
      const isBuiltIn = isJsonObject(document) && document["apiVersion"] === "builtin";
      const remote = isBuiltIn ? configReferences(document).find(({ value }) => isRemote(value)) : undefined;
      if (remote === undefined) continue;
      const problem = `${remote.field} names ${quote(remote.value)}, which kustomize would fetch; copy it into the templates`;
      return err(new TemplateUnsafeError(file, problem));
    }
    return ok();
  }

  #remember(value: JsonValue, file: string): void {
    const objects =
      isJsonObject(value) && Array.isArray(value["items"]) ? (value["items"] as readonly JsonValue[]) : [value];
    for (const object of objects) {
      const key = isJsonObject(object) ? objectKey(object) : undefined;
      if (key !== undefined && !this.#origins.has(key)) this.#origins.set(key, file);
    }
  }
}

/** What an object keeps on its way through kustomize, unless a prefix renames it. */
export function objectKey({ kind, metadata }: JsonObject): string | undefined {
  const name = isJsonObject(metadata) ? metadata["name"] : undefined;
  return typeof kind === "string" && typeof name === "string" ? `${kind} ${name}` : undefined;
}

function foldersOf(files: FileSet): ReadonlySet<string> {
  const folders = new Set(["."]);
  for (const path of files.keys()) {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      folders.add(path.slice(0, slash));
    }
  }
  return folders;
}

function quote(value: string): string {
  return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value);
}
