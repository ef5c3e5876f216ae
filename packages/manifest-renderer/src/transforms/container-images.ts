import { fieldPath } from "../field-path.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";

/** The image of one container, or of an image volume. */
export interface ContainerImage {
  /** Place of the field, for example `spec.template.spec.containers[name=cart].image`. */
  readonly path: string;
  /** Image as it is written. */
  readonly image: string;
}

const CONTAINER_LISTS = new Set(["containers", "initContainers", "ephemeralContainers"]);

/**
 * Maps every image of a resource: those of containers at any depth, whatever the kind, and those of image volumes.
 *
 * Kinds that nobody knew before (an Argo Rollout, a Knative Service) are covered, as by kustomize.
 */
export function mapImages(resource: Resource, map: (found: ContainerImage) => string): Resource {
  return mapMap(resource, "", map) as Resource;
}

/** Lists every image of a resource. */
export function imagesOf(resource: Resource): readonly ContainerImage[] {
  const images: ContainerImage[] = [];
  mapImages(resource, (found) => {
    images.push(found);
    return found.image;
  });
  return images;
}

type ImageMap = (found: ContainerImage) => string;

function mapMap(value: JsonObject, path: string, map: ImageMap): JsonObject {
  const entries = Object.entries(value).map(([key, inner]): [string, JsonValue] => {
    const place = fieldPath(path, key);
    if (!Array.isArray(inner)) return [key, isJsonObject(inner) ? mapMap(inner, place, map) : inner];
    const items = inner as readonly JsonValue[];
    return [key, items.map((item, index) => mapItem(item, key, `${place}[${itemName(item, index)}]`, map))];
  });
  return Object.fromEntries(entries);
}

function mapItem(item: JsonValue, list: string, path: string, map: ImageMap): JsonValue {
  if (Array.isArray(item)) {
    return (item as readonly JsonValue[]).map((inner, index) => mapItem(inner, "", `${path}[${index}]`, map));
  }
  if (!isJsonObject(item)) return item;
  const mapped = mapMap(item, path, map);
  if (CONTAINER_LISTS.has(list)) return mapField(mapped, "image", path, map);
  const { image } = mapped;
  if (list !== "volumes" || !isJsonObject(image)) return mapped;
  return { ...mapped, image: mapField(image, "reference", `${path}.image`, map) };
}

function mapField(map: JsonObject, field: string, path: string, mapImage: ImageMap): JsonObject {
  const image = map[field];
  return typeof image === "string" ? { ...map, [field]: mapImage({ path: `${path}.${field}`, image }) } : map;
}

function itemName(item: JsonValue, index: number): string {
  return isJsonObject(item) && typeof item["name"] === "string" ? `name=${item["name"]}` : String(index);
}
