import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { ItemKey } from "./list-keys.ts";
import { groupOf, indexOf, keyOf } from "./list-keys.ts";
import type { ListItem } from "./merge-order.ts";
import { inMergedOrder } from "./merge-order.ts";

interface KeyedItem extends ListItem<JsonValue | undefined> {
  readonly touched: boolean;
}

/** A list whose items are found by their key, so that long lists stay cheap. */
export class KeyedList {
  readonly #items: KeyedItem[] = [];
  /** Places of the items, by their whole key and by the first part of it. */
  readonly #places = new Map<string, number[]>();
  readonly #touched: number[] = [];

  constructor(base: readonly JsonValue[], keys: readonly string[]) {
    for (const [index, value] of base.entries()) {
      this.#add({ value, index, touched: false }, isJsonObject(value) ? keyOf(value, keys) : undefined);
    }
  }

  /** Reads the item of a key. */
  find(key: ItemKey): JsonValue | undefined {
    return this.#items[this.#placeOf(key) ?? -1]?.value;
  }

  /** Removes every item of a key. What goes has no say in the order of what stays. */
  delete(key: ItemKey): void {
    for (let place = this.#placeOf(key); place !== undefined; place = this.#placeOf(key)) {
      this.#items[place] = { value: undefined, index: undefined, touched: false };
    }
  }

  /** Sets the item of a key, or adds it. */
  set(key: ItemKey, value: JsonObject | undefined): void {
    const place = this.#placeOf(key) ?? this.#add({ value, index: undefined, touched: false }, key);
    const item = this.#items[place];
    if (item?.touched === false) this.#touched.push(place);
    this.#items[place] = { value, index: item?.index, touched: true };
  }

  /** Gives the items; the keys in `order` come in that order. */
  inOrder(order: readonly (ItemKey | undefined)[] = []): JsonValue {
    const sorted = order.flatMap((key) => (key === undefined ? [] : (this.#placeOf(key) ?? [])));
    const touched = new Set([...sorted, ...this.#touched]);
    const merged = inMergedOrder(
      this.#items.filter((_item, place) => !touched.has(place)),
      [...touched].flatMap((place) => this.#items[place] ?? []),
    );
    return merged.filter((value) => value !== undefined);
  }

  #add(item: KeyedItem, key: ItemKey | undefined): number {
    const place = this.#items.push(item) - 1;
    if (key === undefined) return place;
    for (const name of new Set([indexOf(key), groupOf(key)])) {
      const places = this.#places.get(name);
      if (places === undefined) this.#places.set(name, [place]);
      else places.push(place);
    }
    return place;
  }

  /** Finds the first item of a key; what a key leaves out may be anything. */
  #placeOf(key: ItemKey): number | undefined {
    const isWhole = key.every((part) => part !== undefined);
    return isWhole ? (this.#first(indexOf(key)) ?? this.#first(indexOf(key.slice(0, 1)))) : this.#first(groupOf(key));
  }

  #first(name: string): number | undefined {
    const places = this.#places.get(name) ?? [];
    while (places[0] !== undefined && this.#items[places[0]]?.value === undefined) places.shift();
    return places[0];
  }
}
