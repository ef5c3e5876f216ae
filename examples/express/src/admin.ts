import type { DeadLetter, ReporterItem } from "@gitops/github-reporter";
import express, { type Express, type Response } from "express";

import type { EventLane } from "./lane/event-lane.ts";

/** What is told of a dead letter: never what Flux's message or metadata say. */
export interface ToldDeadLetter {
  readonly id: string;
  /** Repository and slot. */
  readonly key: string;
  readonly what: string;
  readonly why: string;
  readonly at: string;
}

/** Makes the application that people look into the lane with, on loopback alone; `src/dead-letters.ts` asks it. */
export function createAdminApp(lane: Pick<EventLane, "deadLetters" | "replay">): Express {
  const app = express();
  app.disable("x-powered-by");
  app.get("/dead-letters", async (_request, response) => {
    const letters = await lane.deadLetters();
    if (letters.isOk()) response.json(letters.value.map(tell));
    else unavailable(response, letters.error);
  });
  app.post("/dead-letters/replay", express.json(), async (request, response) => {
    const { ids } = (request.body ?? {}) as { readonly ids?: readonly string[] };
    const replayed = await lane.replay(ids ?? []);
    if (replayed.isOk()) response.json({ replayed: replayed.value });
    else unavailable(response, replayed.error);
  });
  return app;
}

function tell({ item: { id, key, body }, why, at }: DeadLetter<ReporterItem>): ToldDeadLetter {
  return { id, key, what: describe(body), why, at };
}

function describe(body: ReporterItem): string {
  if ("expectation" in body) return `expectation of ${body.expectation.revision}`;
  const { involvedObject, reason, timestamp } = body.event;
  const object = [involvedObject.kind, involvedObject.namespace, involvedObject.name].filter(Boolean).join("/");
  return [object, reason, timestamp].filter(Boolean).join(" ");
}

function unavailable(response: Response, error: Error): void {
  response.status(503).json({ detail: error.message });
}
