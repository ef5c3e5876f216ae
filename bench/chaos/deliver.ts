import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { createRandom, type Random } from "./random.ts";
import type { StoryEvent } from "./story.ts";
import type { Told } from "./truth.ts";

export const SECRET = "4f3d9b1c7a5e2608d1f0a9b8c7d6e5f4";

// notification-controller: four retries after 2, 4, 8 and 16 seconds, all within the timeout of the Provider.
// https://github.com/fluxcd/notification-controller/blob/main/internal/notifier/client.go
const WAITS_MS = [2_000, 4_000, 8_000, 16_000];
const TIMEOUT_MS = 15_000;

/** Where events go, and how long the waits of Flux are. */
export interface DeliverySettings {
  /** Addresses of the replicas; each attempt goes to one of them. */
  readonly replicas: readonly string[];
  /** Seed of the choice of a replica. */
  readonly seed: number;
  /** Factor of all waits. */
  readonly pace: number;
}

/** Sends every event at its times, and returns what became of each. */
export async function deliverAll(events: readonly StoryEvent[], settings: DeliverySettings): Promise<readonly Told[]> {
  const random = createRandom(settings.seed);
  return Promise.all(
    events.map(async (event) => {
      const fates = await Promise.all(
        event.sendAt.map(async (milliseconds) => {
          await sleep(milliseconds);
          return deliver(event, settings, random);
        }),
      );
      const fate = (["accepted", "doubtful", "lost"] as const).find((one) => fates.includes(one)) ?? "lost";
      return { ...event, fate };
    }),
  );
}

async function deliver(event: StoryEvent, settings: DeliverySettings, random: Random): Promise<Told["fate"]> {
  const { replicas, pace } = settings;
  const deadline = Date.now() + TIMEOUT_MS * pace;
  let fate: Told["fate"] = "lost";
  for (const wait of [...WAITS_MS, undefined]) {
    const replica = replicas[Math.floor(random.next() * replicas.length)]!;
    const answer = await post(replica, event, Math.max(1, deadline - Date.now()));
    if (answer === "stored" || answer === "duplicate") return "accepted";
    if (answer === "no-answer") fate = "doubtful";
    const left = deadline - Date.now();
    if (wait === undefined || left <= 0) break;
    await sleep(Math.min(wait * pace, left));
    if (wait * pace >= left) break;
  }
  return fate;
}

/** How one attempt ended. */
export type Answer = "stored" | "duplicate" | "refused" | "no-answer";

/** Posts an event, signed. */
export async function post(replica: string, { target, body }: StoryEvent, timeoutMs: number): Promise<Answer> {
  const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
  try {
    const response = await fetch(`${replica}/flux/${target}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-signature": signature },
      body,
      signal: AbortSignal.timeout(Math.ceil(timeoutMs)),
    });
    if (response.status !== 202) {
      await response.text();
      return "refused";
    }
    const { result } = (await response.json()) as { readonly result: string };
    return result === "stored" ? "stored" : "duplicate";
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly code?: string } };
    return cause?.code === "ECONNREFUSED" ? "refused" : "no-answer";
  }
}
