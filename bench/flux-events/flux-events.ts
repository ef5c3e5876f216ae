import { createHmac, timingSafeEqual } from "node:crypto";

import {
  explain,
  type FluxEvent,
  foldOutcomes,
  outcomeOf,
  parseFluxEvent,
  parseMessage,
  receiveFluxEvent,
  verifySignature,
} from "@gitops/flux-events";

import { FLUX_EVENTS, printBundles } from "../bundles.ts";
import { compare } from "../compare.ts";
import { EVENT, SECRET } from "./event.ts";
import { parseWithValibot, parseWithZod } from "./peers.ts";

/** What a receiver pays for an event of some 600 bytes, and how much of a bundle the package is. */
export async function benchFluxEvents(): Promise<void> {
  const body = Buffer.from(EVENT);
  const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
  const headers = { "content-type": "application/json", "x-signature": signature };
  const event = parseFluxEvent(body)._unsafeUnwrap();

  const verifyAndParse = (): unknown => {
    const expected = Buffer.from(`sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`);
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw new Error("refused");
    return JSON.parse(body.toString("utf8"));
  };

  const rotated = [SECRET, `${SECRET}-next`];
  await compare(`Verify and parse an event of ${body.length} bytes`, {
    "JSON.parse and one createHmac": () => {
      createHmac("sha256", SECRET).update(body).digest();
      return JSON.parse(body.toString("utf8")) as unknown;
    },
    "verifySignature, parseFluxEvent": () => {
      if (verifySignature({ body, signature, secrets: [SECRET] }).isErr()) throw new Error("refused");
      return parseFluxEvent(body);
    },
    "the same with zod 4": () => parseWithZod(verifyAndParse()),
    "the same with valibot": () => parseWithValibot(verifyAndParse()),
    "receiveFluxEvent, from the headers": () => receiveFluxEvent({ headers, body }, { secrets: [SECRET] }),
    "receiveFluxEvent with two secrets": () => receiveFluxEvent({ headers, body }, { secrets: rotated }),
  });

  const lines = Array.from({ length: 100 }, (_, index) => `Deployment/shop/cart-${index} configured`);
  const changeSet: FluxEvent = { ...event, severity: "info", reason: "Progressing", message: lines.join("\n") };
  const history = Array.from({ length: 1_000 }, (_, second): FluxEvent => {
    const timestamp = new Date(Date.UTC(2026, 10, 22) + second * 1_000).toISOString().replace(".000Z", "Z");
    return { ...(second % 2 === 0 ? event : changeSet), timestamp };
  });
  await compare("Read a parsed event", {
    "JSON.parse of its body": () => JSON.parse(EVENT) as unknown,
    outcomeOf: () => outcomeOf(event),
    parseMessage: () => parseMessage(event.message),
    explain: () => explain(event),
    "explain a change set of 100 objects": () => explain(changeSet),
    "foldOutcomes of 1,000 events": () => foldOutcomes(history),
  });

  await printBundles(FLUX_EVENTS);
}
