import * as v from "valibot";

/** Names become folders, branch names and parts of commit status contexts. */
export const name = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "must be lower-case letters, digits and '-' (a DNS-1123 label)"),
  v.maxLength(63, "must be at most 63 characters"),
);

export const text = v.pipe(v.string(), v.nonEmpty("must not be empty"));

export const repository = v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"));

/** A repository whose name may have placeholders. */
export const repositories = v.pipe(
  v.string(),
  v.regex(/^[\w.{}-]+\/[\w.{}-]+$/, "must be owner/name, with placeholders such as {env}"),
);

export const folder = v.pipe(
  v.string(),
  v.regex(
    /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))(?!.*\/\/)[^\\\p{Cc}]*[^\\\p{Cc}/]$/u,
    "must be a relative path without '.', '..', '//' or a '/' at its end",
  ),
);

/** A branch, tag or sha. See https://git-scm.com/docs/git-check-ref-format */
export const ref = v.pipe(
  v.string(),
  v.regex(
    /^(?![-/])(?!.*(?:\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)))(?!\.)[^\s~^:?*[\\\p{Cc}]*[^\s~^:?*[\\\p{Cc}./]$/u,
    "must be a name that git takes for a branch",
  ),
);

/** A login, or that of an app, such as `github-actions[bot]`. */
export const login = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][\w-]{0,98}(?:\[bot\])?$/, "must be a login, such as octocat or github-actions[bot]"),
);

export const team = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w-]*\/[\w.-]+$/, "must be a team, written as org/team"));

export const reviewer = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?$/, "must be a login, or a team written as org/team"),
);

/** See https://docs.github.com/rest/issues/labels */
export const label = v.pipe(text, v.maxLength(50, "must be at most 50 characters, which is what GitHub takes"));

/** Describes a list of at least one. */
export function listOf<const Item extends v.GenericSchema>(
  item: Item,
  what: string,
): v.SchemaWithPipe<readonly [v.ArraySchema<Item, undefined>, v.NonEmptyAction<v.InferOutput<Item>[], string>]> {
  return v.pipe(v.array(item), v.nonEmpty(`must name at least one ${what}`));
}
