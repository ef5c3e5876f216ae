import type { JsonValue } from "../../json.ts";
import type { FieldChange } from "../field-changes.ts";

const QUANTITY = /^([+-]?\d*\.?\d+)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/;
const DECIMAL = "num kMGTPE";

/** Tells whether the storage that a claim requests goes down. A quantity that cannot be read is no shrink. */
export function isShrunk({ path, before, after }: FieldChange): boolean {
  if (path !== "spec.resources.requests.storage") return false;
  const [old, next] = [quantityOf(before), quantityOf(after)];
  return old !== undefined && next !== undefined && next < old;
}

/**
 * Reads a quantity such as `1.5Gi`, `500m` or `1e3`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityOf(value: JsonValue | undefined): number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const match = QUANTITY.exec(String(value).trim());
  if (match === null) return undefined;
  const [, number, binary, decimal, exponent] = match;
  const scale =
    binary !== undefined
      ? 1024 ** ("KMGTPE".indexOf(binary.charAt(0)) + 1)
      : 10 ** (decimal !== undefined ? (DECIMAL.indexOf(decimal) - 3) * 3 : Number(exponent ?? 0));
  return Number(number) * scale;
}
