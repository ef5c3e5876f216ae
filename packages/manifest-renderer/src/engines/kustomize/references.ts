import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";

/** What a kustomization refers to. */
export interface Reference {
  /** Field that refers to it, for example `patches[0].path`. */
  readonly field: string;
  /** Path or address as it is written. */
  readonly value: string;
  /** `base`: a folder with a kustomization, or a file with manifests; `yaml`: a file that is read as YAML; `data`: any file. */
  readonly target: "base" | "yaml" | "data";
}

/** Fields of built-in generators and transformers that name files. */
const CONFIG_PATHS = new Set(["path", "paths", "files", "env", "envs"]);

/** Lists everything that a kustomization reads from elsewhere. */
export function referencesOf(kustomization: JsonObject): readonly Reference[] {
  const { openapi } = kustomization;
  return [
    ...["resources", "bases", "components"].flatMap((field) => texts(kustomization, field, "base")),
    ...["crds", "configurations"].flatMap((field) => texts(kustomization, field, "yaml")),
    ...(isJsonObject(openapi) ? texts(openapi, "path", "yaml", "openapi.") : []),
    ...["generators", "transformers", "validators"].flatMap((field) =>
      texts(kustomization, field, "base").filter(({ value }) => !isInline(value)),
    ),
    ...texts(kustomization, "patchesStrategicMerge", "yaml").filter(({ value }) => !isInline(value)),
    ...["patches", "patchesJson6902", "replacements"].flatMap((field) =>
      maps(kustomization, field).flatMap(([place, item]) => texts(item, "path", "yaml", `${place}.`)),
    ),
    ...["configMapGenerator", "secretGenerator"].flatMap((field) =>
      maps(kustomization, field).flatMap(([place, item]) => generatorFiles(item, `${place}.`)),
    ),
  ];
}

/** Texts of a kustomization that are YAML themselves: inline patches, generators and transformers. */
export function inlineTexts(kustomization: JsonObject): readonly Reference[] {
  const inline = ["generators", "transformers", "validators", "patchesStrategicMerge"].flatMap((field) =>
    texts(kustomization, field, "yaml").filter(({ value }) => isInline(value)),
  );
  const patches = ["patches", "patchesJson6902"].flatMap((field) =>
    maps(kustomization, field).flatMap(([place, item]) => texts(item, "patch", "yaml", `${place}.`)),
  );
  return [...inline, ...patches];
}

/** Lists the files that the configuration of a built-in generator or transformer names, at any depth. */
export function configReferences(value: JsonValue, field = ""): readonly Reference[] {
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).flatMap((item, index) => configReferences(item, `${field}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = field === "" ? key : `${field}.${key}`;
    const own = CONFIG_PATHS.has(key) ? texts(value, key, "data", field === "" ? "" : `${field}.`) : [];
    return [
      ...own.map((reference) => ({ ...reference, value: withoutName(reference.value) })),
      ...configReferences(inner, place),
    ];
  });
}

function generatorFiles(generator: JsonObject, place: string): readonly Reference[] {
  return ["files", "envs", "env"]
    .flatMap((field) => texts(generator, field, "data", place))
    .map((reference) => ({ ...reference, value: withoutName(reference.value) }));
}

/** `name=path` gives a file another name. */
function withoutName(value: string): string {
  return value.slice(value.indexOf("=") + 1);
}

/** kustomize takes a text that is a map for the thing itself, and any other for a path. */
function isInline(value: string): boolean {
  return value.includes("\n") || value.includes(": ") || value.startsWith("{");
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
