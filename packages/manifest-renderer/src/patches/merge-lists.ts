import type { JsonObject, JsonValue } from "../json.ts";
import { formatScalar, isJsonObject } from "../json.ts";
import { directiveOf } from "./directives.ts";
import type { ItemKey } from "./list-keys.ts";
import { formatKey, keyOf, sameKey } from "./list-keys.ts";
import type { ListItem } from "./merge-order.ts";
import { inMergedOrder } from "./merge-order.ts";
import type { MergeRule, RuleOf } from "./merge-rules.ts";
import { ruleOf } from "./merge-rules.ts";

/** How the items of a list are merged, which are maps again. */
export interface MapMerge {
  /** Merges a map into one that may not be there; undefined removes it. */
  map(base: JsonObject | undefined, patch: JsonObject, rules: RuleOf, path: string): JsonObject | undefined;
  /** Notes a problem; only the first counts. */
  fail(path: string, problem: string): void;
}

/** A list of an object and what a patch says about it. */
export interface ListPatch {
  /** Items of the object. */
  readonly base: readonly JsonValue[];
  /** Items of the patch. */
  readonly items: readonly JsonValue[];
  /** Keys of `$setElementOrder`, if any. */
  readonly order: readonly JsonValue[] | undefined;
}

interface KeyedItem extends ListItem<JsonValue | undefined> {
  readonly key: ItemKey | undefined;
  readonly touched: boolean;
}

/** Merges a list whose items have keys; undefined after a problem. */
export function mergeItems(
  merge: MapMerge,
  { base, items, order, rule, path }: ListPatch & { readonly rule: MergeRule; readonly path: string },
): JsonValue | undefined {
  const { keys = [], type = "" } = rule;
  const missing = `each item must be a map with ${keys[0] ?? ""}, which tells the items of this list apart`;
  const merged = new KeyedList(base, keys);
  for (const item of items) {
    const key = isJsonObject(item) ? keyOf(item, keys) : undefined;
    if (!isJsonObject(item) || key === undefined) {
      merge.fail(path, missing);
      return undefined;
    }
    if (directiveOf(item) === "delete") {
      merged.delete(key);
      continue;
    }
    const old = merged.find(key);
    const place = `${path}[${formatKey(key, keys)}]`;
    const value = merge.map(isJsonObject(old) ? old : undefined, item, (field) => ruleOf(type, field), place);
    merged.set(key, value);
  }
  return merged.inOrder(order?.map((item) => (isJsonObject(item) ? keyOf(item, keys) : undefined)));
}

/** Joins a list of scalars, each once, without those that are deleted. */
export function mergeScalars({
  base,
  items,
  deleted = [],
  order = [],
}: ListPatch & { readonly deleted: readonly JsonValue[] | undefined }): JsonValue {
  const places = new Map(base.map((value, index) => [formatScalar(value), index]));
  const gone = new Set(deleted.map(formatScalar));
  const sorted = order.filter((value) => places.has(formatScalar(value)) || items.includes(value));
  const touched = new Map([...sorted, ...items].map((value) => [formatScalar(value), value]));
  const untouched = base
    .map((value, index) => ({ value, index }))
    .filter(({ value }) => !touched.has(formatScalar(value)));
  const moved = [...touched].map(([text, value]) => ({ value, index: places.get(text) }));
  return inMergedOrder(untouched, moved).filter((value) => !gone.has(formatScalar(value)));
}

/** A list that is looked up by the first part of its keys, so that long lists stay cheap. */
class KeyedList {
  readonly #items: KeyedItem[];
  readonly #byFirst = new Map<string | undefined, number[]>();
  readonly #touched: number[] = [];

  constructor(base: readonly JsonValue[], keys: readonly string[]) {
    this.#items = base.map((value, index) => {
      const key = isJsonObject(value) ? keyOf(value, keys) : undefined;
      this.#remember(key, index);
      return { value, index, key, touched: false };
    });
  }

  find(key: ItemKey): JsonValue | undefined {
    return this.#items[this.#places(key)[0] ?? -1]?.value;
  }

  delete(key: ItemKey): void {
    // What goes has no say in the order of what stays.
    for (const place of this.#places(key)) this.#replace(place, { value: undefined });
  }

  set(key: ItemKey, value: JsonObject | undefined): void {
    const place = this.#places(key)[0] ?? this.#items.length;
    if (place === this.#items.length) {
      this.#items.push({ value, index: undefined, key, touched: false });
      this.#remember(key, place);
    }
    if (this.#items[place]?.touched === false) this.#touched.push(place);
    this.#replace(place, { value, touched: true });
  }

  /** Gives the items; the keys in `order` come in that order. */
  inOrder(order: readonly (ItemKey | undefined)[] = []): JsonValue {
    const sorted = order.flatMap((key) => (key === undefined ? [] : this.#places(key)));
    const touched = [...new Set([...sorted, ...this.#touched])];
    const isTouched = new Set(touched);
    const merged = inMergedOrder(
      this.#items.filter((_item, place) => !isTouched.has(place)),
      touched.flatMap((place) => this.#items[place] ?? []),
    );
    return merged.filter((value) => value !== undefined);
  }

  #places(key: ItemKey): readonly number[] {
    const places = this.#byFirst.get(key[0]) ?? [];
    return places.filter((place) => {
      const item = this.#items[place];
      return item?.value !== undefined && item.key !== undefined && sameKey(item.key, key);
    });
  }

  #remember(key: ItemKey | undefined, place: number): void {
    if (key === undefined) return;
    const places = this.#byFirst.get(key[0]);
    if (places === undefined) this.#byFirst.set(key[0], [place]);
    else places.push(place);
  }

  #replace(place: number, change: Partial<KeyedItem>): void {
    const item = this.#items[place];
    if (item !== undefined) this.#items[place] = { ...item, ...change };
  }
}
