import * as v from "valibot";

import { isRepository } from "../github/repository.ts";
import type { ReleaseLock } from "./lock.ts";

const text = v.pipe(v.string(), v.nonEmpty("is empty"));
const repository = v.pipe(v.string(), v.check(isRepository, "is not owner/name"));
const sha = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "is not a full git sha"));
const digest = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, "is not a sha256 digest"));
const image = v.pipe(v.string(), v.regex(/^[^\s@]+@sha256:[0-9a-f]{64}$/, "does not name an image by digest"));
const filePath = v.pipe(
  v.string(),
  v.regex(/^(?!\/)(?!.*(?:^|\/)\.{0,2}(?:\/|$)).+$/, "is not a path inside of the slot"),
);
// Ids end the description of statuses, behind the last space.
const id = v.pipe(v.string(), v.regex(/^[\w.-]{1,48}$/, "is not an id of at most 48 letters, digits, dots and dashes"));

const run = v.strictObject({
  id: v.number(),
  attempt: v.number(),
  workflow: v.exactOptional(text),
  url: v.exactOptional(text),
});

const release = v.strictObject({
  id,
  app: text,
  source: v.strictObject({ repository, sha }),
  images: v.record(text, image),
  templates: v.strictObject({ path: text, tree: sha }),
  run: v.exactOptional(run),
  subject: v.exactOptional(v.string()),
  author: v.exactOptional(v.string()),
  committedAt: v.exactOptional(v.pipe(v.string(), v.isoTimestamp("is not an RFC 3339 time"))),
  version: v.exactOptional(v.string()),
});

/** Validates a parsed lock of schema 1; unknown properties are refused, because they would be lost on the next write. */
export const lockSchema: v.GenericSchema<unknown, ReleaseLock> = v.strictObject({
  schema: v.literal(1),
  slot: text,
  app: text,
  environment: text,
  release,
  config: v.array(v.strictObject({ repository, ref: text, sha, digest })),
  engines: v.record(text, text),
  files: v.record(filePath, digest),
  content: digest,
  reason: v.picklist(["promotion", "config-change", "rollback", "override"]),
});
