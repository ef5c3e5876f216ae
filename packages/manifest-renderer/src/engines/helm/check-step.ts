import type { JsonValue } from "../../json.ts";
import { isJsonObject } from "../../json.ts";
import type { OptionCheck } from "../check-options.ts";
import { checkOptions, filePath, folderPath, listOf, oneOf } from "../check-options.ts";
import type { EngineStep } from "../engine.ts";

const DOTTED = /^[^.]+(?:\.[^.]+)*$/;
const RELEASE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const KUBE_VERSION = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;
const API_VERSION = /^[\w.-]+(?:\/[\w.-]+){0,2}$/;
const IMAGE_PARTS = ["registry", "repository", "tag", "digest"];

const checks: Readonly<Record<string, OptionCheck>> = {
  chart: folderPath,
  releaseName,
  namespace: text(NAMESPACE, "the name of a namespace"),
  kubeVersion: text(KUBE_VERSION, "a version such as 1.35.0"),
  apiVersions: listOf(text(API_VERSION, "an API version such as monitoring.coreos.com/v1")),
  valuesFiles: listOf(valuesFile),
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
  return checkOptions(step, checks);
}

/** Says why a text cannot be the name of a release; Helm takes at most 53 characters. */
export function releaseName(value: JsonValue): string | undefined {
  const valid = typeof value === "string" && value.length <= 53 && RELEASE.test(value);
  return valid ? undefined : "must be the name of a release: a-z, 0-9, - and ., at most 53 characters";
}

function text(pattern: RegExp, what: string): OptionCheck {
  return (value) => (typeof value === "string" && pattern.test(value) ? undefined : `must be ${what}`);
}

function flag(value: JsonValue): string | undefined {
  return typeof value === "boolean" ? undefined : "must be true or false";
}

/** Helm splits the argument of `--values` at commas, as a line of CSV. */
function valuesFile(value: JsonValue): string | undefined {
  const split = typeof value === "string" && /[",\r\n]/.test(value);
  return filePath(value) ?? (split ? "must not hold a comma, a quote or a line end" : undefined);
}

function imageValues(value: JsonValue): string | undefined {
  if (!isJsonObject(value)) return "must be a map of image names";
  const problems = Object.entries(value).flatMap(([image, paths]) => {
    const problem = imagePaths(paths);
    return problem === undefined ? [] : [`${image} ${problem}`];
  });
  return problems.length === 0 ? undefined : problems.join("; ");
}

function imagePaths(value: JsonValue): string | undefined {
  const known = isJsonObject(value) && Object.keys(value).length > 0;
  if (known && Object.keys(value).every((part) => IMAGE_PARTS.includes(part))) {
    return Object.values(value).every(isDotted) ? undefined : "must have dotted paths such as image.tag";
  }
  return isDotted(value) ? undefined : `must be a dotted path, or a map of ${IMAGE_PARTS.join(", ")} to dotted paths`;
}

function isDotted(value: JsonValue): boolean {
  return typeof value === "string" && DOTTED.test(value);
}
