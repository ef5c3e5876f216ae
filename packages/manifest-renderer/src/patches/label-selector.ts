import { err, ok, Result } from "neverthrow";

import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";

/** Tells whether labels match. */
export type LabelTest = (labels: JsonValue | undefined) => boolean;

const KEY = String.raw`[A-Za-z0-9](?:[\w./-]*[A-Za-z0-9])?`;
const VALUE = String.raw`[\w.-]*`;
const EQUALITY = new RegExp(`^(${KEY})\\s*(==?|!=)\\s*(${VALUE})$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\((.*)\\)$`);
const EXISTENCE = new RegExp(`^(!?)\\s*(${KEY})$`);
const WHOLE_VALUE = new RegExp(`^${VALUE}$`);
const MAX_LENGTH = 1_024;

/**
 * Compiles a label selector: `app=cart,tier!=db,env in (dev,test),team notin (a),managed,!legacy`.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function compileLabelSelector(selector: string): Result<LabelTest, string> {
  if (selector.length > MAX_LENGTH) return err(`a label selector may have ${MAX_LENGTH} characters`);
  // A comma between parentheses separates values.
  const requirements = selector.split(/,(?![^()]*\))/).map((text) => compileRequirement(text.trim()));
  return Result.combine(requirements).map(
    (tests): LabelTest =>
      (labels) =>
        tests.every((test) => test(isJsonObject(labels) ? labels : {})),
  );
}

function compileRequirement(text: string): Result<(labels: JsonObject) => boolean, string> {
  const [, key = "", operator = "", value = ""] = EQUALITY.exec(text) ?? SET.exec(text) ?? [];
  if (operator === "in" || operator === "notin") {
    const values = value.split(",").map((one) => one.trim());
    if (!values.every((one) => WHOLE_VALUE.test(one))) return err(notASelector(text));
    return ok((labels) => isOneOf(ownField(labels, key), values) === (operator === "in"));
  }
  if (operator !== "") return ok((labels) => isOneOf(ownField(labels, key), [value]) === (operator !== "!="));
  const existence = EXISTENCE.exec(text);
  if (existence === null) return err(notASelector(text));
  const [, not = "", name = ""] = existence;
  return ok((labels) => Object.hasOwn(labels, name) === (not === ""));
}

function isOneOf(label: JsonValue | undefined, values: readonly string[]): boolean {
  return typeof label === "string" && values.includes(label);
}

function notASelector(text: string): string {
  return `${JSON.stringify(text)} is no requirement of a label selector: write key=value, key!=value, key in (a,b), key notin (a,b), key or !key`;
}
