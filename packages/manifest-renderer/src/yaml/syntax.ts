/** Something that the `yaml` library accepts, and kubectl or kustomize does not. */
export interface SyntaxProblem {
  /** Offset in the document. */
  readonly offset: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

const ORDINARY = /^[\n -~]*$/;
/** Everything that go-yaml does not take for a printable character, or takes for a line end. */
const REFUSED_CHARACTER = /[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const DIRECTIVE = /^%/m;
const TAB_INDENT = /^ *(?:[-?:] *)*\t/gm;
const ESCAPE = /\\(u[dD][89a-fA-F][0-9a-fA-F]{2}|U0000[dD][89a-fA-F][0-9a-fA-F]{2}|\/|[^])/g;

/** Finds the first character or line for which the readers do not agree, before any YAML is read. */
export function findSyntaxProblem(text: string): SyntaxProblem | undefined {
  const character = ORDINARY.test(text) ? null : REFUSED_CHARACTER.exec(text);
  if (character !== null) {
    const codePoint = (character[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return {
      offset: character.index,
      message: `the character U+${codePoint} must be written as an escape in double quotes`,
    };
  }
  const directive = text.includes("%") ? DIRECTIVE.exec(text) : null;
  if (directive !== null) {
    return {
      offset: directive.index,
      message: "YAML directives are refused by kubectl and kustomize; remove the line",
    };
  }
  return undefined;
}

/** Offsets of the lines with a tab before or behind a dash; go-yaml takes them only inside of scalars and flow collections. */
export function tabIndents(text: string): readonly number[] {
  return text.includes("\t") ? [...text.matchAll(TAB_INDENT)].map((match) => match.index) : [];
}

/** Tells whether a double-quoted scalar holds an escape that go-yaml does not know: `\/`, or half of a surrogate pair. */
export function hasRefusedEscape(source: string): boolean {
  return (
    source.includes("\\") &&
    [...source.matchAll(ESCAPE)].some((match) => (match[1]?.length ?? 0) > 1 || match[1] === "/")
  );
}
