/**
 * How a placeholder is written.
 *
 * `$VAR` is not on by default: scripts inside of manifests are full of it.
 */
export type PlaceholderSyntax = "${VAR}" | "$VAR" | "#{VAR}#" | "__VAR__";
