import { checkRelease, type Release } from "@gitops/github-reporter";
import { err, ok, type Result } from "neverthrow";
import * as v from "valibot";

import { UnreadableError } from "../errors.ts";
import type { Orders } from "../world.ts";

/** Branch of the home repository that holds what people ordered. Its history says who ordered what, when and why. */
export const CONTROL_BRANCH = "gitops/control";

/**
 * Nothing ordered.
 *
 * @internal
 */
export const NO_ORDERS: Orders = { hold: undefined, resumed: undefined, request: undefined };

const text = v.pipe(v.string(), v.nonEmpty("is empty"));
const time = v.pipe(
  v.string(),
  v.check((value) => !Number.isNaN(Date.parse(value)), "is no time"),
);
const sha = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "is not a full git sha"));
const release = v.custom<Release>(
  (value) => typeof value === "object" && value !== null && checkRelease(value as Release).isOk(),
  "is not a release",
);

const ordersSchema = v.strictObject({
  schema: v.literal(1),
  hold: v.optional(v.strictObject({ by: text, reason: text, until: v.optional(time) })),
  resumed: v.optional(sha),
  request: v.optional(
    v.strictObject({
      kind: v.picklist(["promote", "rollback"]),
      release,
      restore: v.optional(sha),
      by: text,
      reason: text,
      at: time,
      bypass: v.optional(v.array(text), []),
      on: v.optional(sha),
    }),
  ),
});

/**
 * Names the file that holds the orders for a slot.
 *
 * @internal
 */
export function ordersPath(slot: string): string {
  return `slots/${slot}.json`;
}

/**
 * Writes orders down, in the same bytes for the same orders.
 *
 * @returns undefined when nothing is ordered: then there is no file.
 * @internal
 */
export function encodeOrders({ hold, resumed, request }: Orders): string | undefined {
  if (hold === undefined && resumed === undefined && request === undefined) return undefined;
  return `${JSON.stringify({ schema: 1, hold, resumed, request }, undefined, 2)}\n`;
}

/**
 * Reads orders. People may edit the file in the browser, so it can hold anything.
 *
 * @param file - Name of the file for messages.
 * @internal
 */
export function decodeOrders(json: string, file: string): Result<Orders, UnreadableError> {
  const place = `${file} on the branch ${CONTROL_BRANCH}`;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return err(new UnreadableError(`${place} is not JSON; mend it, or delete it to order nothing`));
  }
  const parsed = v.safeParse(ordersSchema, value);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "the file"} ${issue.message}`).join("; ");
    return err(new UnreadableError(`${place} holds no orders: ${problems}`));
  }
  const { hold, resumed, request } = parsed.output;
  return ok({
    hold: hold && { by: hold.by, reason: hold.reason, until: hold.until },
    resumed,
    request: request && { ...request, restore: request.restore, on: request.on },
  });
}
