import { isSafePath } from "../file-set.ts";
import type { JsonValue } from "../json.ts";
import type { EngineStep } from "./engine.ts";

/** Says what is wrong with the value of an option; undefined when it can be used. */
export type OptionCheck = (value: JsonValue) => string | undefined;

/** Says everything that is wrong with the options of a step: unknown ones, and values that their check refuses. */
export function checkOptions(step: EngineStep, checks: Readonly<Record<string, OptionCheck>>): readonly string[] {
  return Object.entries(step).flatMap(([option, value]) => {
    if (option === "engine" || value === undefined) return [];
    const check = Object.hasOwn(checks, option) ? checks[option] : undefined;
    if (check === undefined)
      return [`${step.engine} has no option ${option}; it has ${Object.keys(checks).join(", ")}`];
    const problem = check(value as JsonValue);
    return problem === undefined ? [] : [`${option} ${problem}`];
  });
}

/** A file of the templates. */
export function filePath(value: JsonValue): string | undefined {
  const isFile = typeof value === "string" && isSafePath(value);
  return isFile ? undefined : "must be a relative POSIX path in the files, without . and ..";
}

/** A folder of the templates; `.` is the root. */
export function folderPath(value: JsonValue): string | undefined {
  return value === "." ? undefined : filePath(value);
}

/** One of some words. */
export function oneOf(...words: readonly string[]): OptionCheck {
  return (value) => (typeof value === "string" && words.includes(value) ? undefined : `must be ${words.join(" or ")}`);
}

/** A list whose items pass a check. */
export function listOf(check: OptionCheck): OptionCheck {
  return (value) => {
    if (!Array.isArray(value)) return "must be a list";
    const problems = (value as readonly JsonValue[]).flatMap((item, index) => {
      const problem = check(item);
      return problem === undefined ? [] : [`[${index}] ${problem}`];
    });
    return problems.length === 0 ? undefined : problems.join("; ");
  };
}
