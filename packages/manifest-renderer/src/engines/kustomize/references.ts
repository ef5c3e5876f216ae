import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";

/** What a kustomization refers to. */
export interface Reference {
  /** Field that refers to it, for example `patches[0].path`. */
  readonly field: string;
  /** Path or address as it is written. */
  readonly value: string;
  /**
   * `base`: a folder with a kustomization, or a file with manifests; `configuration`: the same, for generators and
   * transformers; `yaml`: a file that is read as YAML; `data`: any file; `text`: none, the value is the YAML itself.
   */
  readonly target: "base" | "configuration" | "yaml" | "data" | "text";
}

/** Fields of built-in generators and transformers that name files or hold YAML, at any depth. */
const CONFIG_FIELDS: ReadonlyMap<string, Reference["target"]> = new Map([
  ...["path", "paths", "targetFilePath"].map((field) => [foldCase(field), "yaml"] as const),
  ...["files", "env", "envs"].map((field) => [foldCase(field), "data"] as const),
  ...["patch", "patches", "jsonOp"].map((field) => [foldCase(field), "text"] as const),
]);

const PATHS_OR_TEXTS = ["generators", "transformers", "validators", "patchesStrategicMerge"];

/** Every field that is looked at here, or refused. */
const FIELDS: ReadonlyMap<string, string> = new Map(
  [
    ...["resources", "bases", "components", "crds", "configurations", "openapi", "patches", "patchesJson6902"],
    ...["replacements", "configMapGenerator", "secretGenerator", "path", "patch", "files", "env", "envs"],
    ...["helmCharts", "helmChartInflationGenerator", "helmGlobals", ...PATHS_OR_TEXTS],
  ].map((field) => [foldCase(field), field]),
);

/** Lists everything that a kustomization reads from elsewhere, except for what {@link pathsOrTexts} lists. */
export function referencesOf(kustomization: JsonObject): readonly Reference[] {
  const { openapi } = kustomization;
  return [
    ...["resources", "bases", "components"].flatMap((field) => texts(kustomization, field, "base")),
    // Old versions take a text among the patches for a path.
    ...["crds", "configurations", "patches"].flatMap((field) => texts(kustomization, field, "yaml")),
    ...(isJsonObject(openapi) ? texts(openapi, "path", "yaml", "openapi.") : []),
    ...["patches", "patchesJson6902", "replacements"].flatMap((field) =>
      maps(kustomization, field).flatMap(([place, item]) => texts(item, "path", "yaml", `${place}.`)),
    ),
    ...["configMapGenerator", "secretGenerator"].flatMap((field) =>
      maps(kustomization, field).flatMap(([place, item]) => generatorFiles(item, `${place}.`)),
    ),
  ];
}

/** Lists the texts that kustomize takes for a path only when they are no object. */
export function pathsOrTexts(kustomization: JsonObject): readonly Reference[] {
  return PATHS_OR_TEXTS.flatMap((field) =>
    texts(kustomization, field, field === "patchesStrategicMerge" ? "yaml" : "configuration"),
  );
}

/** Lists the patches that stand in the kustomization itself. */
export function patchTexts(kustomization: JsonObject): readonly Reference[] {
  return ["patches", "patchesJson6902"].flatMap((field) =>
    maps(kustomization, field).flatMap(([place, item]) => texts(item, "patch", "text", `${place}.`)),
  );
}

/** Lists the files and the patches that the configuration of a built-in generator or transformer names, at any depth. */
export function configReferences(value: JsonValue, field = ""): readonly Reference[] {
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).flatMap((item, index) => configReferences(item, `${field}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = field === "" ? "" : `${field}.`;
    const folded = foldCase(key);
    const target = CONFIG_FIELDS.get(folded);
    const named = target === undefined ? [] : texts(value, key, target, place);
    const own = folded === foldCase("files") ? named.map(withoutName) : named;
    return [...own, ...configReferences(inner, `${place}${key}`)];
  });
}

/**
 * Finds a field that kustomize takes for one of those above although its case differs, down to the long s and the Kelvin
 * sign.
 *
 * @see https://pkg.go.dev/encoding/json#Unmarshal
 */
export function findMisspelled(
  kustomization: JsonObject,
): { readonly field: string; readonly meant: string } | undefined {
  const items = Object.values(kustomization).flatMap((value) =>
    Array.isArray(value) ? (value as readonly JsonValue[]).filter(isJsonObject) : [],
  );
  for (const field of [kustomization, ...items].flatMap(Object.keys)) {
    const meant = FIELDS.get(foldCase(field));
    if (meant !== undefined && meant !== field) return { field, meant };
  }
  return undefined;
}

function foldCase(key: string): string {
  return key.toLowerCase().toUpperCase();
}

function generatorFiles(generator: JsonObject, place: string): readonly Reference[] {
  const files = texts(generator, "files", "data", place).map(withoutName);
  return [...files, ...["envs", "env"].flatMap((field) => texts(generator, field, "data", place))];
}

/** `name=path` gives a file another name; only `files` are read so. */
function withoutName(reference: Reference): Reference {
  return { ...reference, value: reference.value.slice(reference.value.indexOf("=") + 1) };
}

function texts(parent: JsonObject, field: string, target: Reference["target"], place = ""): readonly Reference[] {
  const value = parent[field];
  if (typeof value === "string") return [{ field: `${place}${field}`, value, target }];
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).flatMap((item, index) =>
    typeof item === "string" ? [{ field: `${place}${field}[${index}]`, value: item, target }] : [],
  );
}

function maps(parent: JsonObject, field: string): readonly (readonly [place: string, item: JsonObject])[] {
  const value = parent[field];
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).flatMap((item, index) =>
    isJsonObject(item) ? [[`${field}[${index}]`, item] as const] : [],
  );
}
