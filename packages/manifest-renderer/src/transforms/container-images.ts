import { fieldPath } from "../field-path.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import { resourceIdOf } from "../resource/resource.ts";
import { qualifiedKind } from "../resource/scope.ts";
import type { ImageFields } from "./image-path.ts";
import { EACH_ITEM } from "./update-field.ts";

/** The image of one container, of an image volume, or of a declared image path. */
export interface ContainerImage {
  /** Place of the field, for example `spec.template.spec.containers[name=cart].image`. */
  readonly path: string;
  /** Image as it is written. */
  readonly image: string;
}

/** Gives the image that is to stand in place of the one found. */
export type ImageMap = (found: ContainerImage) => string;

const CONTAINER_LISTS = new Set(["containers", "initContainers", "ephemeralContainers"]);
const NO_FIELDS: ImageFields = new Map();

/**
 * Maps every image of a resource: those of containers at any depth, whatever the kind, those of image volumes, and
 * those at the declared paths.
 *
 * Kinds that nobody knew before (an Argo Rollout, a Knative Service) are covered, as by kustomize. A resource whose
 * images stay comes back as the same object.
 */
export function mapImages(resource: Resource, map: ImageMap, fields: ImageFields = NO_FIELDS): Resource {
  const mapped = new ImageWalker(resource, map).map(resource);
  const declared = declaredFor(resource, fields);
  return declared.reduce<JsonValue>(
    (value, path) => new ImageWalker(value, map).at(value, path, 0),
    mapped,
  ) as Resource;
}

/** Lists every image of a resource. */
export function imagesOf(resource: Resource, fields: ImageFields = NO_FIELDS): readonly ContainerImage[] {
  const images: ContainerImage[] = [];
  mapImages(
    resource,
    (found) => {
      images.push(found);
      return found.image;
    },
    fields,
  );
  return images;
}

function declaredFor(resource: Resource, fields: ImageFields): readonly (readonly string[])[] {
  if (fields.size === 0) return [];
  return [...(fields.get("") ?? []), ...(fields.get(qualifiedKind(resourceIdOf(resource))) ?? [])];
}

type Steps = readonly (string | number)[];

/** An image that writes its path down only when somebody asks. */
class FoundImage implements ContainerImage {
  readonly image: string;
  readonly #root: JsonValue;
  readonly #steps: Steps;

  constructor(image: string, root: JsonValue, steps: Steps) {
    this.image = image;
    this.#root = root;
    this.#steps = steps;
  }

  get path(): string {
    let value: JsonValue | undefined = this.#root;
    let path = "";
    for (const step of this.#steps) {
      if (typeof step === "string") {
        value = isJsonObject(value) ? value[step] : undefined;
        path = fieldPath(path, step);
      } else {
        value = Array.isArray(value) ? (value as readonly JsonValue[])[step] : undefined;
        path += `[${itemName(value, step)}]`;
      }
    }
    return path;
  }
}

class ImageWalker {
  readonly #root: JsonValue;
  readonly #map: ImageMap;
  readonly #steps: (string | number)[] = [];

  constructor(root: JsonValue, map: ImageMap) {
    this.#root = root;
    this.#map = map;
  }

  map(value: JsonObject): JsonObject {
    let mapped = value;
    for (const key of Object.keys(value)) {
      const inner = value[key];
      if (typeof inner !== "object" || inner === null) continue;
      const next = this.#inside(key, inner, key);
      if (next !== inner) mapped = { ...mapped, [key]: next };
    }
    return mapped;
  }

  /** Maps what lies at a declared path. */
  at(value: JsonValue, path: readonly string[], depth: number): JsonValue {
    const step = path[depth];
    if (step === undefined) return typeof value === "string" ? this.#mapImage(value) : value;
    if (step === EACH_ITEM) {
      if (!Array.isArray(value)) return value;
      return this.#items(value, (item) => this.at(item, path, depth + 1));
    }
    if (!isJsonObject(value) || !Object.hasOwn(value, step)) return value;
    this.#steps.push(step);
    const inner = value[step] ?? null;
    const next = this.at(inner, path, depth + 1);
    this.#steps.pop();
    return next === inner ? value : { ...value, [step]: next };
  }

  #inside(step: string, value: JsonObject | readonly JsonValue[], list: string): JsonValue {
    this.#steps.push(step);
    const mapped = isJsonObject(value) ? this.map(value) : this.#items(value, (item) => this.#item(item, list));
    this.#steps.pop();
    return mapped;
  }

  #items(items: readonly JsonValue[], map: (item: JsonValue) => JsonValue): readonly JsonValue[] {
    let copy: JsonValue[] | undefined;
    for (let index = 0; index < items.length; index++) {
      const item = items[index] ?? null;
      this.#steps.push(index);
      const mapped = map(item);
      this.#steps.pop();
      if (mapped !== item) (copy ??= [...items])[index] = mapped;
    }
    return copy ?? items;
  }

  #item(item: JsonValue, list: string): JsonValue {
    if (typeof item !== "object" || item === null) return item;
    if (!isJsonObject(item)) return this.#items(item, (inner) => this.#item(inner, ""));
    const mapped = this.map(item);
    if (CONTAINER_LISTS.has(list)) return this.#field(mapped, "image");
    const { image } = mapped;
    if (list !== "volumes" || !isJsonObject(image)) return mapped;
    this.#steps.push("image");
    const reference = this.#field(image, "reference");
    this.#steps.pop();
    return reference === image ? mapped : { ...mapped, image: reference };
  }

  #field(parent: JsonObject, field: string): JsonObject {
    const image = parent[field];
    if (typeof image !== "string") return parent;
    this.#steps.push(field);
    const mapped = this.#mapImage(image);
    this.#steps.pop();
    return mapped === image ? parent : { ...parent, [field]: mapped };
  }

  #mapImage(image: string): string {
    return this.#map(new FoundImage(image, this.#root, [...this.#steps]));
  }
}

function itemName(item: JsonValue | undefined, index: number): string {
  return isJsonObject(item) && typeof item["name"] === "string" ? `name=${item["name"]}` : String(index);
}
