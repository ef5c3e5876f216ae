const EXPRESSION = /\$\{[^}\n]{0,80}\}?/;
// An escaped dollar twice, an escaped expression, an escaped dollar, or the head of an expression and what follows its name.
const ACTIVE = /\$\$\$\$|\$\$\{|\$\$|\$\{#?([\p{L}\p{Nd}_]*)(:[-=?+]|[^\n]?)/gu;
const SUPPORTED = new Set(["}", ":-", ":=", "=", ",", "^", "/", "#", "%", ":"]);

/**
 * Says what Flux's substitution would do to a text, or gives undefined when the text is safe.
 *
 * Without variables it is not known whether the substitution is on: then no expression is safe, and an escaped one
 * (`$${NAME}`) neither, because only a substitution that is on takes its extra dollar away.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/envsubst/parse/parse.go
 */
export function fluxProblem(text: string, variables: readonly string[] | undefined): string | undefined {
  if (!text.includes("${") && (variables === undefined || !text.includes("$$"))) return undefined;
  if (variables === undefined) {
    const expression = EXPRESSION.exec(text)?.[0];
    return expression === undefined ? undefined : `Flux may replace ${expression}`;
  }
  for (const match of text.matchAll(ACTIVE)) {
    const problem = activeProblem(match, text, variables);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function activeProblem(match: RegExpExecArray, text: string, variables: readonly string[]): string | undefined {
  const [head, name, next = ""] = match;
  if (head === "$$$$" || head === "$${") return undefined;
  if (head === "$$") return "Flux makes one $ of $$, write $$$$ to keep two";
  const expression = EXPRESSION.exec(text.slice(match.index))?.[0] ?? head;
  if (name === undefined || name === "") return `Flux fails on ${expression}, write $${expression} to keep it`;
  if (!variables.includes(name)) return `Flux has no variable for ${expression}, write $${expression} to keep it`;
  if (!SUPPORTED.has(next)) {
    return `Flux does not support ${expression}; of defaults it knows \${${name}:=text} and \${${name}:-text}`;
  }
  return undefined;
}
