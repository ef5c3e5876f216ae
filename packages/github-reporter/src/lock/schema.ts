import * as v from "valibot";

import { isRepository } from "../github/repository.ts";
import type { ReleaseLock } from "./lock.ts";
import type { Release } from "./release.ts";

const text = v.pipe(v.string(), v.nonEmpty("is empty"));
const repository = v.pipe(v.string(), v.check(isRepository, "is not owner/name"));
const sha = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "is not a full git sha"));
const digest = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, "is not a sha256 digest"));
const image = v.pipe(v.string(), v.regex(/^[^\s@]+@sha256:[0-9a-f]{64}$/, "does not name an image by digest"));
const filePath = v.pipe(
  v.string(),
  // Git allows line breaks in names.
  v.regex(/^(?!\/)(?!.*(?:^|\/)\.{0,2}(?:\/|$)).+$/s, "is not a path inside of the slot"),
);
// Ids end the description of statuses, behind the last space.
const id = v.pipe(v.string(), v.regex(/^[\w.-]{1,48}$/, "is not an id of at most 48 letters, digits, dots and dashes"));

// Every unknown property is reported, where strictObject stops at the first.
const closed = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.objectWithRest(entries, v.never("is not a property of this version"));

/** Validates a release, by itself or in a lock. */
export const releaseSchema: v.GenericSchema<unknown, Release> = closed({
  id,
  app: text,
  source: closed({ repository, sha }),
  images: v.record(text, image),
  templates: closed({ path: text, tree: sha }),
  subject: v.exactOptional(v.string()),
  author: v.exactOptional(v.string()),
  version: v.exactOptional(v.string()),
});

/** Validates a parsed lock of schema 1; unknown properties are refused, because they would be lost on the next write. */
export const lockSchema: v.GenericSchema<unknown, ReleaseLock> = closed({
  schema: v.literal(1),
  slot: text,
  app: text,
  environment: text,
  release: releaseSchema,
  config: v.array(closed({ repository, ref: text, sha, digest })),
  engines: v.record(text, text),
  files: v.record(filePath, digest),
  highLevel: v.exactOptional(v.record(filePath, digest)),
  blobs: v.exactOptional(digest),
  content: digest,
  template: v.exactOptional(digest),
  reason: v.picklist(["promotion", "config-change", "rollback", "override"]),
});

/** Says where a value differs from its schema, and how. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}: ${issue.message}`;
}
