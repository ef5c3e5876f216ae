import type { FluxEvent } from "./event.ts";
import { parseFluxEvent, toFluxEvent } from "./parse.ts";

/** What a parser that follows Standard Schema v1 looks like: the part of the specification that this one fills. */
export interface FluxEventSchema {
  /** Properties of the specification. */
  readonly "~standard": {
    /** Version of the specification. */
    readonly version: 1;
    /** Who made the schema. */
    readonly vendor: "@gitops/flux-events";
    /** Parses a value; synchronous. */
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: FluxEvent; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string }[] };
    /** The types, for inference alone. */
    readonly types?: { readonly input: unknown; readonly output: FluxEvent };
  };
}

/**
 * The parser of events as a [Standard Schema](https://standardschema.dev), for frameworks that validate what they receive.
 *
 * Takes a raw body (text or bytes), or JSON that the framework has parsed already. It **verifies no signature**: whoever can
 * reach the route can send events. Use {@link receiveFluxEvent} on everything that is not behind a queue or a check of your own.
 *
 * @example
 * ```ts source="./schema.examples.ts#fluxEventSchema"
 * const result = fluxEventSchema["~standard"].validate(message);
 * return result.issues ? result.issues.map((issue) => issue.message) : [result.value.reason];
 * ```
 * @see https://standardschema.dev
 */
export const fluxEventSchema: FluxEventSchema = {
  "~standard": {
    version: 1,
    vendor: "@gitops/flux-events",
    validate: (value) => {
      const isRaw = typeof value === "string" || value instanceof Uint8Array;
      return (isRaw ? parseFluxEvent(value) : toFluxEvent(value)).match(
        (event): { readonly value: FluxEvent } => ({ value: event }),
        ({ message }): { readonly issues: readonly { readonly message: string }[] } => ({ issues: [{ message }] }),
      );
    },
  },
};
