import type { JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { Resource } from "../../resource/resource.ts";
import { isSameValue } from "../same-value.ts";
import { grantsMore, hasEscalatingVerb, hasWildcard, rulesOf } from "./role-rules.ts";
import type { ObjectChange, Risk, RiskCode } from "./risk.ts";

const ROLES = new Set(["Role.rbac.authorization.k8s.io", "ClusterRole.rbac.authorization.k8s.io"]);
const BINDINGS = new Set(["RoleBinding.rbac.authorization.k8s.io", "ClusterRoleBinding.rbac.authorization.k8s.io"]);
const AGGREGATED = "rbac.authorization.k8s.io/aggregate-to-";

/**
 * Roles that grant more, and bindings that give a role to more subjects.
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
export function rbacRisks({ kind, before, after }: ObjectChange): readonly Risk[] {
  if (after === undefined) return [];
  if (ROLES.has(kind)) return roleRisks(before, after);
  return BINDINGS.has(kind) ? bindingRisks(before, after) : [];
}

function roleRisks(before: Resource | undefined, after: Resource): readonly Risk[] {
  const fresh = grantsMore(rulesOf(before), rulesOf(after));
  const found: Risk[] = [];
  const add = (code: RiskCode, message: string): number => found.push({ code, message, path: "rules" });
  if (fresh.some(hasWildcard)) add("rbac/wildcard", "the role grants everything that a wildcard (*) covers");
  if (fresh.some(hasEscalatingVerb)) {
    add("rbac/grants-more", "the role lets its subjects raise their own rights (bind, escalate or impersonate)");
  }
  if (before !== undefined && fresh.length > 0) add("rbac/grants-more", "the role grants more than before");
  return [...found, ...aggregationRisks(before, after)];
}

/** A label adds the rules of a role to those of `admin`, `edit` or `view`, whoever holds these. */
function aggregationRisks(before: Resource | undefined, after: Resource): readonly Risk[] {
  const code = "rbac/grants-more";
  const known = aggregationLabels(before);
  const isAdded = aggregationLabels(after).some((label) => !known.includes(label));
  const isCollecting = !isSameValue(before?.["aggregationRule"], after["aggregationRule"]);
  const added = "the rules are added to those of another role, and so to all who hold it";
  const collecting = "the role collects the rules of other roles";
  return [
    ...(isAdded ? [{ code, message: added, path: "metadata.labels" } as const] : []),
    ...(isCollecting ? [{ code, message: collecting, path: "aggregationRule" } as const] : []),
  ];
}

function aggregationLabels(resource: Resource | undefined): readonly string[] {
  const labels = resource?.metadata["labels"];
  return isJsonObject(labels) ? Object.keys(labels).filter((label) => label.startsWith(AGGREGATED)) : [];
}

function bindingRisks(before: Resource | undefined, after: Resource): readonly Risk[] {
  const [role, roleBefore] = [after["roleRef"], before?.["roleRef"]];
  const known = new Set(listOf(before?.["subjects"]).map(keyOf));
  const added = listOf(after["subjects"]).some((subject) => !known.has(keyOf(subject)));
  if (!added && isSameValue(role, roleBefore)) return [];
  const path = added ? "subjects" : "roleRef";
  if (isJsonObject(role) && role["kind"] === "ClusterRole" && role["name"] === "cluster-admin") {
    return [{ code: "rbac/cluster-admin", message: "a subject gets the rights of cluster-admin", path }];
  }
  return [{ code: "rbac/binding", message: "a subject gets the rights of a role", path }];
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function keyOf(subject: JsonValue): string {
  if (!isJsonObject(subject)) return JSON.stringify(subject);
  return JSON.stringify(["kind", "namespace", "name"].map((field) => subject[field] ?? ""));
}
