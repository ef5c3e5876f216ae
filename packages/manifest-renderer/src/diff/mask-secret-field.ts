import type { FieldChange } from "./field-changes.ts";

const MASK = "(hidden)";
const SHOWN = /^(?:apiVersion|kind|type|immutable|metadata\.(?:name|namespace|labels))(?![\w-])/;

/** Hides the values of a Secret's field; of what a Secret holds, only that it changes is told. */
export function maskSecretField(change: FieldChange): FieldChange {
  if (SHOWN.test(change.path)) return change;
  const { path, before, after } = change;
  return { path, before: before === undefined ? undefined : MASK, after: after === undefined ? undefined : MASK };
}
