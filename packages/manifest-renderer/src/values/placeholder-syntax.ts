/**
 * How a placeholder is written. In each form, `VAR` is the name of a value; dots lead into maps: `${db.host}`.
 *
 * `$VAR` is not on by default, because scripts inside of manifests are full of it. `__VAR__` takes upper case only,
 * because Prometheus and Python have names like `__address__`. `$${VAR}` stands for the text `${VAR}`.
 */
export type PlaceholderSyntax = "${VAR}" | "$VAR" | "#{VAR}#" | "__VAR__";

/** The syntaxes that are on when a request names none. */
export const defaultPlaceholders: readonly PlaceholderSyntax[] = ["${VAR}", "#{VAR}#", "__VAR__"];

/** What a placeholder that is a whole scalar may become, instead of a string. */
export type PlaceholderType = "string" | "int" | "number" | "bool";

const NOTHING = "(?!)";
const NAME = "([A-Za-z_][\\w-]*(?:\\.[\\w-]+)*)";
const UPPER_NAME = "([A-Z][A-Z0-9]*(?:[_.][A-Z0-9]+)*)";
const TYPE = "(?::(string|int|number|bool))?";
const PATTERNS: Readonly<Record<PlaceholderSyntax, string>> = {
  "${VAR}": `\\$\\{${NAME}${TYPE}\\}`,
  $VAR: `\\$([A-Za-z_]\\w*)()`,
  "#{VAR}#": `#\\{${NAME}${TYPE}\\}#`,
  __VAR__: `__${UPPER_NAME}${TYPE}__`,
};

/** A placeholder in a text. */
export interface Placeholder {
  /** The placeholder as it is written. */
  readonly text: string;
  /** Name of the value. */
  readonly name: string;
  /** Type that the scalar takes. Default: a string. */
  readonly type: PlaceholderType | undefined;
}

/** Makes the expression that finds placeholders: pairs of groups hold name and type, `$$` stands for one `$`. */
export function placeholderPattern(syntaxes: readonly PlaceholderSyntax[]): RegExp {
  const dollars = syntaxes.includes("$VAR") ? ["\\$\\$(?=[A-Za-z_{])"] : ["\\$\\$(?=\\{)"];
  const escape = syntaxes.some((syntax) => syntax.startsWith("$")) ? dollars : [];
  const alternatives = [...escape, ...syntaxes.map((syntax) => PATTERNS[syntax])];
  return new RegExp(alternatives.length === 0 ? NOTHING : alternatives.join("|"), "g");
}

/** Reads a match of {@link placeholderPattern}; gives undefined for an escaped dollar. */
export function placeholderOf(match: readonly (string | undefined)[]): Placeholder | undefined {
  const at = match.findIndex((group, index) => index % 2 === 1 && group !== undefined);
  const name = match[at];
  if (at < 0 || name === undefined) return undefined;
  const type = match[at + 1];
  return { text: match[0] ?? "", name, type: isPlaceholderType(type) ? type : undefined };
}

function isPlaceholderType(type: string | undefined): type is PlaceholderType {
  return type === "string" || type === "int" || type === "number" || type === "bool";
}
