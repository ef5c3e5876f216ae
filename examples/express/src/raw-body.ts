import type { RequestHandler } from "express";

import type { Bodies } from "./bodies.ts";
import { RETRY_AFTER } from "./retry-after.ts";

/** Receives the body as bytes, before any parser, and answers when it cannot. */
export function rawBody(bodies: Bodies, limit: number): RequestHandler {
  return async (request, response, next) => {
    const body = await bodies.receive(request, limit);
    if (body.code === "received") {
      request.body = body.bytes;
      next();
      return;
    }
    if (body.code === "aborted") return;
    const { status } = body;
    if (status === 503) response.set({ "Retry-After": RETRY_AFTER, Connection: "close" });
    response.status(status).json({ result: { 413: "TOO_LARGE", 415: "ENCODING_REFUSED", 503: "BUSY" }[status] });
  };
}

/** The bytes of a request as they came; none when there was no body. */
export function rawBodyOf({ body }: { readonly body: unknown }): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}
