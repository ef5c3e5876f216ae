import type { JsonValue } from "../json.ts";
import { formatScalar } from "../json.ts";
import type { PlaceholderType } from "./placeholder-syntax.ts";

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;

/** Gives a value the type that a placeholder declares; gives undefined when it is not of that type. */
export function convertScalar(value: JsonValue, type: PlaceholderType): JsonValue | undefined {
  const text = formatScalar(value);
  switch (type) {
    case "string":
      return text;
    case "bool":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "int":
      return INTEGER.test(text) ? integer(text) : undefined;
    case "number":
      return INTEGER.test(text) ? integer(text) : NUMBER.test(text) ? finite(text) : undefined;
  }
}

function integer(text: string): JsonValue | undefined {
  const exact = BigInt(text);
  if (BigInt.asIntN(64, exact) !== exact) return undefined;
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

function finite(text: string): number | undefined {
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}
