import type { JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";

/** Fields that tell the items of a list apart; the first is required, the others have a default. */
type ListKey = readonly [field: string, ...optional: readonly (readonly [field: string, unset: string])[]];

/**
 * Fields by which Kubernetes merges lists of maps, `name` before all others.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
const LIST_KEYS: readonly ListKey[] = [
  ["name"],
  ["containerPort", ["protocol", "TCP"]],
  ["port", ["protocol", "TCP"]],
  ["mountPath"],
  ["devicePath"],
  ["ip"],
  ["topologyKey", ["whenUnsatisfiable", ""]],
  ["key"],
  ["host"],
  ["path"],
  ["type"],
];

const BARE_VALUE = /^[\w./:*-]+$/;
const CIPHERTEXT = "ENC[";

/** The items of a list by the label that stands in their path, for example `name=cart`. */
export type LabeledItems = ReadonlyMap<string, JsonValue>;

/** Labels the items of two versions of a list by the first key that tells apart all items of both; undefined when none does. */
export function labelItems(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): readonly [LabeledItems, LabeledItems] | undefined {
  for (const key of LIST_KEYS) {
    const labeled = byKey(before, key);
    const labeledAfter = labeled === undefined ? undefined : byKey(after, key);
    if (labeled !== undefined && labeledAfter !== undefined) return [labeled, labeledAfter];
  }
  return undefined;
}

function byKey(items: readonly JsonValue[], key: ListKey): LabeledItems | undefined {
  const labeled = new Map<string, JsonValue>();
  for (const item of items) {
    const label = labelOf(item, key);
    if (label === undefined || labeled.has(label)) return undefined;
    labeled.set(label, item);
  }
  return labeled;
}

function labelOf(item: JsonValue, [field, ...optional]: ListKey): string | undefined {
  if (!isJsonObject(item) || !Object.hasOwn(item, field)) return undefined;
  const value = item[field];
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  // A path that holds ciphertext would change with every encryption.
  if (String(value).startsWith(CIPHERTEXT)) return undefined;
  return optional.reduce(
    (label, [other, unset]) => {
      const part = item[other];
      return typeof part === "string" && part !== unset ? `${label},${other}=${printed(part)}` : label;
    },
    `${field}=${printed(value)}`,
  );
}

/** Numbers and strings stay apart: a port `"80"` is a name, and `80` is a number. */
function printed(value: string | number): string {
  if (typeof value === "number") return String(value);
  return BARE_VALUE.test(value) && !/^-?\d+$/.test(value) ? value : JSON.stringify(value);
}
