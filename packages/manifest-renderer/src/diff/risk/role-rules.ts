import type { JsonObject, JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { Resource } from "../../resource/resource.ts";

const DIMENSIONS = ["apiGroups", "resources", "verbs", "nonResourceURLs"] as const;
const ESCALATING = new Set(["bind", "escalate", "impersonate"]);
/** Above it, a role is not compared rule by rule: an input of many thousand rules would take minutes. */
const MAX_COMPARISONS = 100_000;

/** One rule of a role, as sets of words. */
export type RoleRule = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the rules of a role. */
export function rulesOf(resource: Resource | undefined): readonly RoleRule[] {
  const rules = resource?.["rules"];
  return Array.isArray(rules) ? (rules as readonly JsonValue[]).filter(isJsonObject).map(toRule) : [];
}

/** Lists the rules that no rule of before covers. Rules that were only split or joined count as new: better once too often. */
export function grantsMore(before: readonly RoleRule[], after: readonly RoleRule[]): readonly RoleRule[] {
  if (before.length * after.length > MAX_COMPARISONS) return after;
  return after.filter((rule) => !before.some((old) => covers(old, rule)));
}

/** Tells whether a rule grants all verbs, resources, groups or URLs. */
export function hasWildcard(rule: RoleRule): boolean {
  return DIMENSIONS.some((dimension) => rule.get(dimension)?.has("*") === true);
}

/** Tells whether a rule lets its holders get rights that they do not have. */
export function hasEscalatingVerb(rule: RoleRule): boolean {
  return [...(rule.get("verbs") ?? [])].some((verb) => ESCALATING.has(verb));
}

function covers(old: RoleRule, rule: RoleRule): boolean {
  if (!DIMENSIONS.every((dimension) => isWithin(rule.get(dimension), old.get(dimension)))) return false;
  // No names means all names.
  const names = old.get("resourceNames") ?? new Set();
  const wanted = rule.get("resourceNames") ?? new Set();
  return names.size === 0 || (wanted.size > 0 && isWithin(wanted, names));
}

function isWithin(words: ReadonlySet<string> = new Set(), allowed: ReadonlySet<string> = new Set()): boolean {
  return allowed.has("*") || [...words].every((word) => allowed.has(word));
}

function toRule(rule: JsonObject): RoleRule {
  return new Map(
    [...DIMENSIONS, "resourceNames"].map((field) => {
      const words = rule[field];
      return [field, new Set(Array.isArray(words) ? (words as readonly JsonValue[]).map(String) : [])];
    }),
  );
}
