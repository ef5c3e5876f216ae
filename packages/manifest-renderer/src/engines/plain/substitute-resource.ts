import type { JsonValue } from "../../json.ts";
import { formatScalar, isJsonObject } from "../../json.ts";
import type { LocatedResource } from "../../resource/read-resources.ts";
import type { Resource } from "../../resource/resource.ts";
import type { Substitution } from "../../values/substitution.ts";

/** Replaces the placeholders in a resource that another engine made. What it found belongs to the first line of the resource. */
export function substituteResource(located: LocatedResource, substitution: Substitution): LocatedResource {
  if (located.sealedText !== undefined) return located;
  const origin = () => located.origin;
  const apply = (text: string): JsonValue => substitution.apply(text, origin);
  const resource = substitute(located.resource, apply) as Resource;
  return resource === located.resource ? located : { ...located, resource };
}

/** Gives the value itself where nothing was replaced. */
function substitute(value: JsonValue, apply: (text: string) => JsonValue): JsonValue {
  if (typeof value === "string") return apply(value);
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    const replaced = items.map((item) => substitute(item, apply));
    return replaced.some((item, index) => item !== items[index]) ? replaced : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  const replaced = entries.map(([key, inner]) => [formatScalar(apply(key)), substitute(inner, apply)] as const);
  const isSame = replaced.every(([name, inner], index) => {
    const [key, before] = entries[index] ?? [];
    return name === key && inner === before;
  });
  return isSame ? value : Object.fromEntries(replaced);
}
