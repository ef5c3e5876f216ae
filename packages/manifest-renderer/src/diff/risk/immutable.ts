import type { JsonValue } from "../../json.ts";
import { isSameValue } from "../same-value.ts";
import { isImmutableConfig } from "./immutable-config.ts";
import { IMMUTABLE_FIELDS } from "./immutable-fields.ts";
import { isShrunk } from "./quantity.ts";
import type { ObjectChange, Risk } from "./risk.ts";
import { isAtOrBelow } from "./risk.ts";

const MESSAGE =
  "the field cannot be changed: Kubernetes refuses the apply until the object is deleted and created anew";

/** Fields that Kubernetes does not let change: the apply fails, or needs `kustomize.toolkit.fluxcd.io/force`. */
export function immutableRisks({ kind, before, after, fields }: ObjectChange): readonly Risk[] {
  if (before === undefined || after === undefined) return [];
  const rule = Object.hasOwn(IMMUTABLE_FIELDS, kind) ? IMMUTABLE_FIELDS[kind] : undefined;
  return fields.flatMap((field): readonly Risk[] => {
    const { path } = field;
    if (isImmutableConfig(kind, before, path)) {
      return [{ code: "immutable/field", message: `the object is immutable: ${MESSAGE}`, path }];
    }
    if (rule === undefined) return [];
    if (kind === "PersistentVolumeClaim" && isShrunk(field)) {
      return [
        { code: "immutable/shrink", message: "a claim cannot become smaller: Kubernetes refuses the apply", path },
      ];
    }
    const frozen = rule.frozen.find(({ path: place }) => isAtOrBelow(path, place));
    if (frozen === undefined || rule.free?.test(path) === true) return [];
    // The API server keeps the value that it chose itself when a manifest no longer names one.
    if (frozen.isAssigned === true && field.after === undefined) return [];
    if (isSameValue(orUnset(field.before, frozen.unset), orUnset(field.after, frozen.unset))) return [];
    return [{ code: "immutable/field", message: MESSAGE, path }];
  });
}

function orUnset(value: JsonValue | undefined, unset: JsonValue | undefined): JsonValue | undefined {
  return value ?? unset;
}
