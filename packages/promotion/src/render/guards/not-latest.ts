import {
  formatResourceId,
  resourceIdOf,
  type JsonValue,
  type Policy,
  type PolicyFinding,
} from "@gitops/manifest-renderer";

const CONTAINER_LISTS: ReadonlySet<string> = new Set(["containers", "initContainers", "ephemeralContainers"]);

/**
 * Refuses the tag `latest`, written or left out, of the images of containers at any depth and of image volumes. A digest
 * makes any tag right.
 *
 * @internal
 */
export const notLatest: Policy = {
  name: "not-latest",
  check: (resource) => {
    const object = formatResourceId(resourceIdOf(resource));
    return imagesIn(resource as unknown as JsonValue, "")
      .filter(({ image }) => isLatest(image))
      .map(({ path, image }): PolicyFinding => {
        const message = `the image ${JSON.stringify(image)} of ${object} has the tag latest, which changes without a commit; write a version or a digest`;
        return { path, message };
      });
  },
};

interface Image {
  readonly path: string;
  readonly image: string;
}

function imagesIn(value: JsonValue, path: string): readonly Image[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, index) => imagesIn(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as Readonly<Record<string, JsonValue>>).flatMap(([key, inner]) => {
    const place = path === "" ? key : `${path}.${key}`;
    const own = CONTAINER_LISTS.has(key) ? fieldsOf(inner, place, ["image"]) : [];
    const volumes = key === "volumes" ? fieldsOf(inner, place, ["image", "reference"]) : [];
    return [...own, ...volumes, ...imagesIn(inner, place)];
  });
}

/** Reads a text at the same place of each item of a list. */
function fieldsOf(list: JsonValue, path: string, steps: readonly string[]): readonly Image[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: JsonValue, index): readonly Image[] => {
    const value = steps.reduce<JsonValue | undefined>(fieldOf, item);
    return typeof value === "string" ? [{ path: `${path}[${index}].${steps.join(".")}`, image: value }] : [];
  });
}

function fieldOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return (value as Readonly<Record<string, JsonValue>>)[key];
}

function isLatest(image: string): boolean {
  if (image.includes("@")) return false;
  // A colon in front of the last slash belongs to the port of the registry.
  const [, tag] = image.slice(image.lastIndexOf("/") + 1).split(":");
  return tag === undefined || tag === "latest";
}
