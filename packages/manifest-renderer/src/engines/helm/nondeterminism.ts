import type { Diagnostic } from "../../diagnostic.ts";
import type { FileSet } from "../../file-set.ts";

const TEMPLATE = /(?:^|\/)templates\//;
const COMMENT = /\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g;
const ACTION = /\{\{[\s\S]*?\}\}/g;
const STRING = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;
const RANDOM =
  "rand(?:AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|shuffle|uuidv4|gen(?:CA|SelfSignedCert|SignedCert)(?:WithKey)?|genPrivateKey|htpasswd|bcrypt|encryptAES";
// A field such as .Values.now and a variable such as $now are no functions.
const FUNCTION = new RegExp(
  `(?<![\\w.$])(?:(${RANDOM})|(now|ago)|(lookup|getHostByName)|(keys|values))(?![\\w:=])`,
  "g",
);
const SORTED = /\bsortAlpha\b/;

/**
 * Finds functions in templates whose result differs from run to run, or that give nothing without a cluster.
 *
 * Comments and strings are skipped, and so are lists of keys that the same action sorts. Charts in archives are not
 * looked into.
 *
 * @see https://helm.sh/docs/chart_template_guide/function_list/
 */
export function findNondeterminism(files: FileSet): readonly Diagnostic[] {
  return [...files].flatMap(([path, content]) => {
    if (!TEMPLATE.test(path)) return [];
    const text = typeof content === "string" ? content : Buffer.from(content).toString();
    return findInTemplate(path, text);
  });
}

function findInTemplate(file: string, source: string): readonly Diagnostic[] {
  const text = source.replace(COMMENT, blank);
  return [...text.matchAll(ACTION)].flatMap((action) => {
    if (isCommentedOut(text, action.index)) return [];
    const code = action[0].replace(STRING, blank);
    return [...code.matchAll(FUNCTION)].flatMap(([name, random, time, cluster, unordered], index, all) => {
      if (unordered !== undefined && SORTED.test(code)) return [];
      const offset = action.index + (all[index]?.index ?? 0);
      const why = reason({ random, time, cluster });
      const line = text.slice(0, offset).split("\n").length;
      const message = `${name} ${why}`;
      return [{ severity: "warning", code: "engine/nondeterministic", message, origin: { file, line } } as const];
    });
  });
}

function reason(kind: {
  readonly random: string | undefined;
  readonly time: string | undefined;
  readonly cluster: string | undefined;
}): string {
  if (kind.random !== undefined) return "gives something else in every render: take the value from the configuration";
  if (kind.time !== undefined) return "depends on the time of the render: take the value from the configuration";
  if (kind.cluster !== undefined)
    return "finds nothing while manifests are rendered: take the value from the configuration";
  return "gives an order that differs in every render: add sortAlpha";
}

/** A comment of YAML is rendered too, but nothing of it reaches a resource. */
function isCommentedOut(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^\s*#/.test(line);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
