import { fieldPath } from "../field-path.ts";
import type { JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";
import type { LabeledItems } from "./list-keys.ts";
import { labelItems } from "./list-keys.ts";

/** One field before and after. */
export interface FieldChange {
  /** Place of the field, for example `spec.template.spec.containers[name=cart].image`. */
  readonly path: string;
  /** Value before; undefined when the field was not there, `(hidden)` when it is masked. */
  readonly before: JsonValue | undefined;
  /** Value after; undefined when the field is no longer there, `(hidden)` when it is masked. */
  readonly after: JsonValue | undefined;
  /** True when the values are masked: those of Secrets, and ciphertext. */
  readonly masked?: true;
}

/**
 * Lists the fields that differ between two values.
 *
 * Items of a list are compared by the key by which Kubernetes merges such lists, where every item has its own, and by
 * their position elsewhere. A map or list that comes or goes as a whole is one change.
 */
export function fieldChanges(before: JsonValue | undefined, after: JsonValue | undefined): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  collect(before, after, "", changes);
  return changes;
}

function collect(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: string,
  changes: FieldChange[],
): void {
  if (Object.is(before, after)) return;
  if (isJsonObject(before) && isJsonObject(after)) {
    for (const key of joined(Object.keys(before), Object.keys(after))) {
      collect(ownField(before, key), ownField(after, key), fieldPath(path, key), changes);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    collectItems(before as readonly JsonValue[], after as readonly JsonValue[], path, changes);
  } else {
    changes.push({ path, before, after });
  }
}

function collectItems(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  path: string,
  changes: FieldChange[],
): void {
  const labeled = labelItems(before, after);
  if (labeled === undefined) {
    const length = Math.max(before.length, after.length);
    for (let index = 0; index < length; index++) collect(before[index], after[index], `${path}[${index}]`, changes);
    return;
  }
  const [items, itemsAfter] = labeled;
  for (const label of joined(items.keys(), itemsAfter.keys())) {
    collect(items.get(label), itemsAfter.get(label), `${path}[${label}]`, changes);
  }
  const order = orderChange(items, itemsAfter, path);
  if (order !== undefined) changes.push(order);
}

/** Order counts: init containers run in it, and environment variables refer to those before them. */
function orderChange(before: LabeledItems, after: LabeledItems, path: string): FieldChange | undefined {
  const kept = [...before.keys()].filter((label) => after.has(label));
  const keptAfter = [...after.keys()].filter((label) => before.has(label));
  if (kept.every((label, index) => label === keptAfter[index])) return undefined;
  return { path, before: kept.map(withoutName), after: keptAfter.map(withoutName) };
}

function withoutName(label: string): string {
  return label.startsWith("name=") ? label.slice("name=".length) : label;
}

function joined(before: Iterable<string>, after: Iterable<string>): readonly string[] {
  return [...new Set([...before, ...after])].sort();
}
