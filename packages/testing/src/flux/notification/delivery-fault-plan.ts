import { createRandom, type Random } from "../random.ts";
import type { PlayedEvent } from "../wire/event.ts";
import type { BrokenDeliveryFault, DeliveryFault, DeliveryFaultPlan } from "./delivery-fault.ts";
import { MAX_RETRIES } from "./retry-policy.ts";

/** What happens to an event on its way. */
export interface Course {
  /** Whether it is never posted. */
  readonly isLost: boolean;
  /** Milliseconds after which each copy is posted. */
  readonly delays: readonly number[];
  /** How the first tries of each copy break. */
  readonly resets: readonly ("before" | "after")[];
}

/** A fault plan that also knows the course of an event. */
export interface PlayingDeliveryFaultPlan extends DeliveryFaultPlan {
  /** Takes the faults for an event. */
  take(cluster: string, event: PlayedEvent): Course;
}

interface Entry {
  readonly fault: DeliveryFault;
  readonly random: Random;
  matched: number;
  played: number;
}

/** Creates a plan without faults. */
export function createDeliveryFaultPlan(): PlayingDeliveryFaultPlan {
  let entries: readonly Entry[] = [];

  return {
    add: (fault) => {
      const entry: Entry = { fault, random: createRandom(fault.seed ?? 1, "delivery"), matched: 0, played: 0 };
      entries = [...entries, entry];
      return () => {
        entries = entries.filter((candidate) => candidate !== entry);
      };
    },
    clear: () => {
      entries = [];
    },
    take: (cluster, event) => plotCourse(entries.filter((entry) => isDue(entry, cluster, event))),
  };
}

function isDue(entry: Entry, cluster: string, { involvedObject, reason }: PlayedEvent): boolean {
  const { fault, random } = entry;
  const { nth = 1, times = 1, probability = 1 } = fault;
  const isMatch =
    (fault.cluster ?? cluster) === cluster &&
    (fault.kind ?? involvedObject.kind) === involvedObject.kind &&
    (fault.name ?? involvedObject.name) === involvedObject.name &&
    (fault.reason ?? reason) === reason;
  if (!isMatch) return false;
  entry.matched += 1;
  if (entry.matched < nth || entry.played >= times || random.next() >= probability) return false;
  entry.played += 1;
  return true;
}

function plotCourse(due: readonly Entry[]): Course {
  const copies = due.reduce((sum, { fault }) => sum + (fault.fault === "duplicate" ? (fault.copies ?? 1) : 0), 1);
  const delay = () => due.reduce((sum, { fault, random }) => sum + delayOf(fault, random), 0);

  return {
    isLost: due.some(({ fault }) => fault.fault === "loss"),
    delays: Array.from({ length: copies }, delay),
    resets: due.flatMap(({ fault }) => (fault.fault === "connection-reset" ? brokenTries(fault) : [])),
  };
}

function brokenTries({ when, tries = 1 }: BrokenDeliveryFault): Course["resets"] {
  return Array.from({ length: Math.min(tries, MAX_RETRIES + 1) }, () => when);
}

function delayOf(fault: DeliveryFault, random: Random): number {
  if (fault.fault === "delay") return fault.milliseconds;
  return fault.fault === "reordering" ? fault.within * random.next() : 0;
}
