import type { Schema } from "./schema.ts";
import { ANY, STRING } from "./schema.ts";

const STRINGS: Schema = { type: "map", items: STRING };

/**
 * The metadata of every object, of custom kinds too.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
export const OBJECT_META: Schema = {
  type: "object",
  required: [],
  open: false,
  fields: new Map<string, Schema>([
    ["annotations", STRINGS],
    ["creationTimestamp", { type: "time" }],
    ["deletionGracePeriodSeconds", { type: "int64" }],
    ["deletionTimestamp", { type: "time" }],
    ["finalizers", { type: "list", items: STRING }],
    ["generateName", STRING],
    ["generation", { type: "int64" }],
    ["labels", STRINGS],
    ["managedFields", { type: "list", items: ANY }],
    ["name", STRING],
    ["namespace", STRING],
    ["ownerReferences", { type: "list", items: ANY }],
    ["resourceVersion", STRING],
    ["selfLink", STRING],
    ["uid", STRING],
  ]),
};
