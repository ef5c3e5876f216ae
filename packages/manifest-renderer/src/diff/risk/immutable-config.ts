import type { Resource } from "../../resource/resource.ts";
import { isAtOrBelow } from "./risk.ts";

const CONTENT = ["data", "binaryData", "stringData", "immutable"];

/**
 * Tells whether a field belongs to the content of a ConfigMap or Secret that was declared immutable.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
 */
export function isImmutableConfig(kind: string, before: Resource, path: string): boolean {
  if (kind !== "ConfigMap" && kind !== "Secret") return false;
  return before["immutable"] === true && CONTENT.some((field) => isAtOrBelow(path, field));
}
