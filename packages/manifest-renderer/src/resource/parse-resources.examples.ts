import { parseResources } from "./parse-resources.ts";
import { formatResourceId, resourceIdOf } from "./resource.ts";

export function parseExample(text: string): readonly string[] {
  //#region parseResources
  const names = parseResources(text, { file: "deploy/cart.yaml" }).match(
    (resources) => resources.map((resource) => formatResourceId(resourceIdOf(resource))),
    (error) => [error.message], // "deploy/cart.yaml:7:3: the key "image" stands twice in this map", the line, a caret
  );
  //#endregion
  return names;
}
