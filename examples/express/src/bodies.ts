import type { IncomingMessage } from "node:http";

/** A body that was received, or the status to answer instead. */
export type ReceivedBody =
  | { readonly code: "received"; readonly bytes: Uint8Array }
  | { readonly code: "refused"; readonly status: 413 | 415 | 503 }
  /** The sender went away: nobody is there to be answered. */
  | { readonly code: "aborted" };

/** Receives bodies, and holds no more than so many bytes of unfinished ones at once. */
export interface Bodies {
  /** Receives one body, as it was sent: signatures are over these bytes. */
  receive(request: IncomingMessage, limit: number): Promise<ReceivedBody>;
}

/** A body on its way. */
interface Unfinished {
  size: number;
  readonly giveWay: () => void;
}

/**
 * Makes what receives bodies.
 *
 * Nobody is known before the whole body is there, because the signature is over all of it. So when memory is short, who
 * has been sending longest gives way: a healthy sender takes milliseconds.
 */
export function createBodies({ budget }: { readonly budget: number }): Bodies {
  const unfinished = new Set<Unfinished>();
  let held = 0;

  return {
    receive: (request, limit) => {
      const { "content-encoding": encoding = "identity", "content-length": announced } = request.headers;
      // What is refused is read and dropped, so that the connection can be used again.
      const refuse = (status: 413 | 415 | 503): ReceivedBody => {
        request.resume();
        return { code: "refused", status };
      };
      if (encoding.toLowerCase() !== "identity") return Promise.resolve(refuse(415));
      if (Number(announced ?? 0) > limit) return Promise.resolve(refuse(413));

      return new Promise((resolve) => {
        const chunks: Buffer[] = [];
        const own: Unfinished = {
          size: 0,
          giveWay: () => {
            finish(refuse(503));
          },
        };
        const finish = (outcome: ReceivedBody): void => {
          request.off("data", take).off("end", end).off("close", close);
          held -= own.size;
          own.size = 0;
          chunks.length = 0;
          unfinished.delete(own);
          resolve(outcome);
        };
        const take = (chunk: Buffer): void => {
          if (own.size + chunk.length > limit) {
            finish(refuse(413));
            return;
          }
          chunks.push(chunk);
          own.size += chunk.length;
          held += chunk.length;
          for (const oldest of unfinished) {
            if (held <= budget) break;
            oldest.giveWay();
          }
        };
        const end = (): void => {
          finish({ code: "received", bytes: Buffer.concat(chunks) });
        };
        const close = (): void => {
          finish({ code: "aborted" });
        };
        unfinished.add(own);
        // A sender that breaks off closes; nothing else is to be heard of its error.
        request.on("error", () => undefined);
        request.on("data", take).on("end", end).on("close", close);
      });
    },
  };
}
