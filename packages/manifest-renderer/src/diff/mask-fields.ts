import type { JsonValue } from "../json.ts";
import { isJsonObject } from "../json.ts";
import type { Resource } from "../resource/resource.ts";
import type { FieldChange } from "./field-changes.ts";

const MASK = "(hidden)";
// Annotations are not shown: kubectl keeps a copy of the whole Secret in one of them.
const SHOWN_OF_SECRETS = /^(?:apiVersion|kind|type|immutable|metadata\.(?:name|namespace|labels))(?![\w-])/;
/** The part of a field path in front of the first list item. */
const KEYS = /^(?:[^[]|\["(?:[^"\\]|\\.)*"\])*/;
const SEALED_VALUES = /^spec\.encryptedData(?![\w-])/;
const SOPS_METADATA = /^sops(?![\w-])/;
const CIPHERTEXT = "ENC[";

/**
 * Hides what must not be shown of the changed fields of an object: all that a Secret holds, and ciphertext.
 *
 * Only that a value changes is told: neither its length nor a hash, by which it could be guessed.
 */
export function maskFields(before: Resource, after: Resource, changes: readonly FieldChange[]): readonly FieldChange[] {
  if (isSecret(before) || isSecret(after)) {
    return withOneSopsChange(maskSecret(changes));
  }
  if (after.kind === "SealedSecret") {
    return changes.map((change) => (SEALED_VALUES.test(change.path) ? masked(change) : change));
  }
  if (!isSealed(before) && !isSealed(after)) return changes;
  return withOneSopsChange(
    changes.map((change) =>
      SOPS_METADATA.test(change.path) || holdsCiphertext(change.before) || holdsCiphertext(change.after)
        ? masked(change)
        : change,
    ),
  );
}

/** The places of list items are told by what they hold, and so are cut off. */
function maskSecret(changes: readonly FieldChange[]): readonly FieldChange[] {
  const shown = new Map<string, FieldChange>();
  for (const change of changes) {
    if (SHOWN_OF_SECRETS.test(change.path)) {
      shown.set(change.path, change);
      continue;
    }
    const path = KEYS.exec(change.path)?.[0] ?? "";
    shown.set(path, path === change.path ? masked(change) : { path, before: MASK, after: MASK, masked: true });
  }
  return [...shown.values()];
}

/** Tells whether an object is a Secret of the core group. */
export function isSecret(resource: Resource): boolean {
  return resource.kind === "Secret" && !resource.apiVersion.includes("/");
}

function isSealed(resource: Resource): boolean {
  return isJsonObject(resource["sops"]);
}

function masked({ path, before, after }: FieldChange): FieldChange {
  return {
    path,
    before: before === undefined ? undefined : MASK,
    after: after === undefined ? undefined : MASK,
    masked: true,
  };
}

/** Each encryption changes the signature, the time and the keys below `sops`: one line says it. */
function withOneSopsChange(changes: readonly FieldChange[]): readonly FieldChange[] {
  const others = changes.filter(({ path }) => !SOPS_METADATA.test(path));
  if (changes.length - others.length < 2) return changes;
  return [...others, { path: "sops", before: MASK, after: MASK, masked: true }];
}

function holdsCiphertext(value: JsonValue | undefined): boolean {
  if (typeof value === "string") return value.startsWith(CIPHERTEXT);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value as Readonly<Record<string, JsonValue>>).some(holdsCiphertext);
}
