import type { Resource } from "../../resource/resource.ts";
import { resourceIdOf } from "../../resource/resource.ts";
import type { FieldChange } from "../field-changes.ts";
import { availabilityRisks } from "./availability.ts";
import { deletionRisks } from "./deletion.ts";
import { exposureRisks } from "./exposure.ts";
import { immutableRisks } from "./immutable.ts";
import { podSecurityRisks } from "./pod-security.ts";
import { rbacRisks } from "./rbac.ts";
import type { Risk, RiskRule } from "./risk.ts";

/** What is lost for good comes first, then what fails, what opens, and what stops. */
const RULES: readonly RiskRule[] = [
  deletionRisks,
  immutableRisks,
  rbacRisks,
  podSecurityRisks,
  exposureRisks,
  availabilityRisks,
];

/** Lists what an approver must see of the change of one object, the worst first. */
export function risksOf(
  before: Resource | undefined,
  after: Resource | undefined,
  fields: readonly FieldChange[],
): readonly Risk[] {
  const present = after ?? before;
  if (present === undefined) return [];
  const id = resourceIdOf(present);
  const kind = id.group === "" ? id.kind : `${id.kind}.${id.group}`;
  return RULES.flatMap((rule) => rule({ id, kind, before, after, fields }));
}
