import type { FluxEvent } from "./event.ts";
import { readEvent } from "./parse.ts";

/** What a Standard Schema says of a value that is an event. */
export interface FluxEventSchemaSuccess {
  /** The event. */
  readonly value: FluxEvent;
  /** Nothing is wrong. */
  readonly issues?: undefined;
}

/** What a Standard Schema says of a value that is none. */
export interface FluxEventSchemaFailure {
  /** What is wrong; always one. */
  readonly issues: readonly FluxEventSchemaIssue[];
}

/** What is wrong with a value that is no event. */
export interface FluxEventSchemaIssue {
  /** The message of a {@link FluxEventError}. */
  readonly message: string;
}

/** Input and output of {@link fluxEventSchema}, for inference alone. */
export interface FluxEventSchemaTypes {
  /** A raw body, or JSON that is parsed already. */
  readonly input: unknown;
  /** The event. */
  readonly output: FluxEvent;
}

/** A parser of events that follows Standard Schema v1. */
export interface FluxEventSchema {
  /** Properties of the specification. */
  readonly "~standard": {
    /** Version of the specification. */
    readonly version: 1;
    /** Who made the schema. */
    readonly vendor: "@gitops/flux-events";
    /** Parses a value; synchronous. */
    readonly validate: (value: unknown) => FluxEventSchemaSuccess | FluxEventSchemaFailure;
    /** The types, for inference alone. */
    readonly types?: FluxEventSchemaTypes;
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
      return readEvent(value).match(
        (event): FluxEventSchemaSuccess | FluxEventSchemaFailure => ({ value: event }),
        ({ message }) => ({ issues: [{ message }] }),
      );
    },
  },
};
