import { isSafePath } from "../../file-set.ts";
import type { JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { EngineStep } from "../engine.ts";

type Problem = string | undefined;
type Check = (value: JsonValue) => Problem;

const DOTTED = /^[^.]+(?:\.[^.]+)*$/;
const RELEASE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const KUBE_VERSION = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;
const API_VERSION = /^[\w.-]+(?:\/[\w.-]+){0,2}$/;
const IMAGE_PARTS = ["registry", "repository", "tag", "digest"];

const checks: Readonly<Record<string, Check>> = {
  engine: () => undefined,
  chart: (value) => (value === "." ? undefined : path(value)),
  releaseName,
  namespace: text(NAMESPACE, "the name of a namespace"),
  kubeVersion: text(KUBE_VERSION, "a version such as 1.35.0"),
  apiVersions: list(text(API_VERSION, "an API version such as monitoring.coreos.com/v1")),
  valuesFiles: list(valuesFile),
  values: (value) => (isJsonObject(value) ? undefined : "must be a map"),
  configKey: text(DOTTED, "a dotted name such as helm.web"),
  imageValues,
  builtInValues: flag,
  includeCRDs: flag,
  tests: oneOf("drop", "keep"),
  hooks: oneOf("drop", "keep"),
};

/** Says everything that is wrong with the options of a step. */
export function checkHelmStep(step: EngineStep): readonly string[] {
  return Object.entries(step).flatMap(([option, value]) => {
    if (value === undefined) return [];
    const check = Object.hasOwn(checks, option) ? checks[option] : undefined;
    if (check === undefined) return [`helm has no option ${option}; it has ${Object.keys(checks).join(", ")}`];
    const problem = check(value as JsonValue);
    return problem === undefined ? [] : [`${option} ${problem}`];
  });
}

/** Says why a text cannot be the name of a release; Helm takes at most 53 characters. */
export function releaseName(value: JsonValue): Problem {
  const valid = typeof value === "string" && value.length <= 53 && RELEASE.test(value);
  return valid ? undefined : "must be the name of a release: a-z, 0-9, - and ., at most 53 characters";
}

function text(pattern: RegExp, what: string): Check {
  return (value) => (typeof value === "string" && pattern.test(value) ? undefined : `must be ${what}`);
}

function oneOf(...words: readonly string[]): Check {
  return (value) => (typeof value === "string" && words.includes(value) ? undefined : `must be ${words.join(" or ")}`);
}

function list(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return "must be a list";
    const problems = (value as readonly JsonValue[]).flatMap((item, index) => {
      const problem = check(item);
      return problem === undefined ? [] : [`[${index}] ${problem}`];
    });
    return problems.length === 0 ? undefined : problems.join("; ");
  };
}

function flag(value: JsonValue): Problem {
  return typeof value === "boolean" ? undefined : "must be true or false";
}

function path(value: JsonValue): Problem {
  const safe = typeof value === "string" && isSafePath(value);
  return safe ? undefined : "must be a relative POSIX path in the files, without . and ..";
}

/** Helm splits the argument of `--values` at commas, as a line of CSV. */
function valuesFile(value: JsonValue): Problem {
  const split = typeof value === "string" && /[",\r\n]/.test(value);
  return path(value) ?? (split ? "must not hold a comma, a quote or a line end" : undefined);
}

function imageValues(value: JsonValue): Problem {
  if (!isJsonObject(value)) return "must be a map of image names";
  const problems = Object.entries(value).flatMap(([image, paths]) => {
    const problem = imagePaths(paths);
    return problem === undefined ? [] : [`${image} ${problem}`];
  });
  return problems.length === 0 ? undefined : problems.join("; ");
}

function imagePaths(value: JsonValue): Problem {
  const known = isJsonObject(value) && Object.keys(value).length > 0;
  if (known && Object.keys(value).every((part) => IMAGE_PARTS.includes(part))) {
    return Object.values(value).every(isDotted) ? undefined : "must have dotted paths such as image.tag";
  }
  return isDotted(value) ? undefined : `must be a dotted path, or a map of ${IMAGE_PARTS.join(", ")} to dotted paths`;
}

function isDotted(value: JsonValue): boolean {
  return typeof value === "string" && DOTTED.test(value);
}
