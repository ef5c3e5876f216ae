import type { JsonValue } from "../json.ts";

const NULLS = new Set(["", "~", "null", "Null", "NULL"]);
const BOOLEANS = new Map([
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["false", false],
  ["False", false],
  ["FALSE", false],
]);
const NON_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const YAML_1_1_BOOLEAN = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
const TIMESTAMP = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?$/;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** What a scalar without quotes stands for. */
export interface PlainScalar {
  /** Value as kustomize, and so Flux, reads it. */
  readonly value: JsonValue;
  /** Why the scalar is refused, where kubectl and kustomize refuse it too or lose digits. */
  readonly refused?: string;
  /** How another reader understands it, where kubectl or Helm does not agree with kustomize. */
  readonly ambiguous?: string;
}

/**
 * Resolves a scalar without quotes by the rules of go-yaml 3, which kustomize uses.
 *
 * They are neither those of YAML 1.1 nor of 1.2: `0777` is octal, `on` is a string, `1_000` is a number.
 *
 * @see https://github.com/go-yaml/yaml/blob/v3/resolve.go
 */
export function resolvePlainScalar(source: string): PlainScalar {
  if (NULLS.has(source)) return { value: null };
  const boolean = BOOLEANS.get(source);
  if (boolean !== undefined) return { value: boolean };
  if (NON_FINITE.test(source)) return { value: null, refused: `${source} is not a number that JSON can carry` };
  if (/^[-+.0-9]/.test(source)) return resolveNumber(source);
  if (YAML_1_1_BOOLEAN.test(source)) {
    return {
      value: source,
      ambiguous: `is read as the string "${source}" by Flux, and as a boolean by kubectl and Helm`,
    };
  }
  return { value: source };
}

/** Tells whether go-yaml takes a key without quotes for something other than a string; kustomize fails on such keys. */
export function isStringKey(source: string): boolean {
  return typeof resolvePlainScalar(source).value === "string" && !TIMESTAMP.test(source);
}

function resolveNumber(source: string): PlainScalar {
  if (TIMESTAMP.test(source)) {
    return { value: source, ambiguous: "is kept as it is written, but kustomize would add a time to it" };
  }
  const digits = source.replaceAll("_", "");
  const integer = INTEGER.exec(digits);
  if (integer !== null) return resolveInteger(integer[1] === "-", integer[2] ?? "");
  if (!FLOAT.test(digits)) return { value: source };
  const float = Number(digits);
  // Adding 0 turns -0 into 0; a number out of range is a string for Go.
  return { value: Number.isFinite(float) ? float + 0 : source };
}

function resolveInteger(negative: boolean, digits: string): PlainScalar {
  const magnitude = BigInt(digits.toLowerCase().replace(/^0(?=[0-7])/, "0o"));
  const value = negative ? -magnitude : magnitude;
  if (value < INT64_MIN || value > INT64_MAX) return { value: null, refused: "the integer does not fit into 64 bits" };
  return { value: Number.isSafeInteger(Number(value)) ? Number(value) : value };
}
