import type { Diagnostic, DiagnosticCode, Origin } from "../diagnostic.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { formatScalar } from "../json.ts";
import { convertScalar } from "./convert-scalar.ts";
import { findValue } from "./merge-values.ts";
import type { Placeholder, PlaceholderSyntax, PlaceholderType } from "./placeholder-syntax.ts";
import { placeholderOf, placeholderPattern } from "./placeholder-syntax.ts";

/** More than any object that etcd takes. */
const MAX_CHARS = 16 * 1024 * 1024;

/** What placeholders are replaced by, and what became of it. */
export class Substitution {
  /** Placeholders that could not be replaced. */
  readonly findings: Diagnostic[] = [];
  readonly #values: JsonObject;
  readonly #sources: readonly string[];
  readonly #pattern: RegExp;
  readonly #used = new Set<string>();

  constructor(values: JsonObject, sources: readonly string[], syntaxes: readonly PlaceholderSyntax[]) {
    this.#values = values;
    this.#sources = sources;
    this.#pattern = placeholderPattern(syntaxes);
  }

  /**
   * Replaces the placeholders of one scalar, in one pass: what a value brings in is not looked at again.
   *
   * A scalar stays a string, unless it is one placeholder that declares a type: `${port:int}`.
   */
  apply(text: string, origin: () => Origin): JsonValue {
    const matches = [...text.matchAll(this.#pattern)];
    const [first] = matches;
    if (first === undefined) return text;
    const whole = first[0] === text ? placeholderOf(first) : undefined;
    if (whole !== undefined) return this.#resolve(whole, whole.type ?? "string", origin);

    let result = "";
    let end = 0;
    for (const match of matches) {
      result += text.slice(end, match.index) + this.#part(placeholderOf(match), origin);
      if (result.length > MAX_CHARS) return this.#tooLong(origin);
      end = match.index + match[0].length;
    }
    return result + text.slice(end);
  }

  /** Tells whether a text holds anything that {@link apply} would change or report. */
  mayApply(text: string): boolean {
    return text.search(this.#pattern) >= 0;
  }

  /** Tells whether a placeholder named this image of the release, as in `${images.cart.reference}`. */
  usesImage(name: string): boolean {
    return [...this.#used].some((used) => used.startsWith(`images.${name}.`));
  }

  #tooLong(origin: () => Origin): string {
    const message = `the placeholders of this text become more than ${MAX_CHARS} characters`;
    this.findings.push({ severity: "error", code: "placeholder/too-long", message, origin: origin() });
    return "";
  }

  #part(placeholder: Placeholder | undefined, origin: () => Origin): string {
    if (placeholder === undefined) return "$";
    const { type = "string" } = placeholder;
    if (type === "string") return formatScalar(this.#resolve(placeholder, type, origin));
    return this.#report("placeholder/type", placeholder, "declares a type, so it must be the whole value", origin);
  }

  #resolve(placeholder: Placeholder, type: PlaceholderType, origin: () => Origin): JsonValue {
    const value = findValue(this.#values, placeholder.name);
    if (value === undefined) {
      const sources = this.#sources.length === 0 ? "no configuration was given" : `not in ${this.#sources.join(", ")}`;
      return this.#report("placeholder/undefined", placeholder, `has no value: ${sources}`, origin);
    }
    this.#used.add(placeholder.name);
    if (value === null || typeof value === "object") {
      return this.#report(
        "placeholder/not-a-scalar",
        placeholder,
        "stands for null, a map or a list; name a scalar",
        origin,
      );
    }
    return (
      convertScalar(value, type) ??
      this.#report("placeholder/type", placeholder, `has a value that is no ${type}`, origin)
    );
  }

  #report(code: DiagnosticCode, placeholder: Placeholder, problem: string, origin: () => Origin): string {
    this.findings.push({ severity: "error", code, message: `${placeholder.text} ${problem}`, origin: origin() });
    return placeholder.text;
  }
}
