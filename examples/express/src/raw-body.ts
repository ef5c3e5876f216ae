import type { Request } from "express";

/** The bytes of a request as they came; none when there was no body. */
export function rawBodyOf({ body }: Pick<Request, "body">): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}
