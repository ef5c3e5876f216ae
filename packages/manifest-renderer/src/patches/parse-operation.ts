import { err, ok } from "neverthrow";
import type { Result } from "neverthrow";

import type { JsonValue } from "../json.ts";
import { isJsonObject, ownField } from "../json.ts";
import { parsePointer } from "./json-pointer.ts";
import type { JsonPatchOperation } from "./patch.ts";

/** Reads an operation of a JSON Patch, or says what is wrong with it. Members that RFC 6902 does not know are ignored. */
export function parseOperation(value: JsonValue, index: number): Result<JsonPatchOperation, string> {
  const place = `operation ${index + 1}`;
  if (!isJsonObject(value)) return err(`${place} must be a map with op and path`);
  const op = ownField(value, "op");
  const path = ownField(value, "path");
  if (typeof path !== "string") return err(`${place} has no path`);
  return parsePointer(path)
    .mapErr((problem) => `${place}: ${problem}`)
    .andThen((): Result<JsonPatchOperation, string> => {
      if (op === "remove") return ok({ op, path });
      if (op === "move" || op === "copy") {
        const from = ownField(value, "from");
        return typeof from === "string" ? ok({ op, from, path }) : err(`${place} (${op}) has no from`);
      }
      if (op !== "add" && op !== "replace" && op !== "test") {
        return err(`${place}: op must be add, remove, replace, move, copy or test`);
      }
      const operand = ownField(value, "value");
      return operand === undefined ? err(`${place} (${op}) has no value`) : ok({ op, path, value: operand });
    });
}
