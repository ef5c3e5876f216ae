import { countChanges } from "../message/change-set.ts";
import type { ApplyProblem } from "../message/apply-failure.ts";
import type { UnhealthyObject } from "../message/health-check.ts";
import type { DriftedObject } from "../message/helm-release.ts";
import type { ParsedMessage } from "../message/parse-message.ts";
import type { ObjectName } from "../message/subject.ts";
import { toLine } from "./line.ts";

/** How many objects a sentence names. */
const MAX_OBJECTS = 5;

const WAITING: readonly string[] = ["InProgress", "Terminating"];

const STATUSES: Readonly<Record<string, string>> = {
  InProgress: "is still in progress",
  Terminating: "is still terminating",
  Failed: "failed",
  NotFound: "was not found",
  Current: "is current",
};

const PROBLEMS: Readonly<Record<ApplyProblem, string>> = {
  "dry-run": "was refused",
  "no-namespace": "has no namespace",
  "not-found": "was not found",
  invalid: "is invalid",
  encrypted: "cannot be read",
  apply: "was not applied",
};

/** Describes what a message says in one line for people: the same one whenever Flux says the same again. */
export function describeMessage(message: ParsedMessage, text: string): string {
  switch (message.code) {
    case "change-set":
      return countChanges(message.changes);
    case "health-check-failed": {
      const duration = message.elapsedMs === undefined ? "" : ` after ${describeDuration(message.elapsedMs)}`;
      // Only a timeout lasts as long each time.
      const after = message.cause === "timeout" ? duration : "";
      if (message.objects.length === 0) return toLine(`${message.detail}${after}`);
      // What has failed says more than what only waits.
      const isWaiting = ({ status = "" }: UnhealthyObject) => Number(WAITING.includes(status));
      const objects = [...message.objects].sort((a, b) => isWaiting(a) - isWaiting(b));
      return toLine(`${listObjects(objects, describeUnhealthy)}${after}`);
    }
    case "apply-failed": {
      const reason = message.reason === undefined ? "" : ` (${message.reason})`;
      return toLine(`${describeObject(message.object)} ${PROBLEMS[message.problem]}${reason}: ${message.detail}`);
    }
    case "build-failed":
      // What else can fail has to be said.
      return toLine(message.step === "kustomize build" ? message.detail : text);
    case "prune-failed":
      return toLine(message.detail);
    case "path-not-found":
      return toLine(`found no ${message.path} in it`);
    case "helm-action": {
      const isUnlocked = message.action === "unlock" && message.result === "succeeded";
      return toLine(isUnlocked ? "its release was unlocked" : (message.detail ?? ""));
    }
    case "drift":
      return toLine(message.detail ?? listObjects(message.objects, describeDrift));
    case "image-resolved":
      return toLine(`chose ${message.image}:${message.tag}`);
    case "image-scanned":
      return `found ${message.tagCount} ${message.tagCount === 1 ? "tag" : "tags"}`;
    case "commit-pushed":
      return toLine(`pushed ${message.commit} to ${message.branch}`);
    case "artifact-stored":
    case "dependency-not-ready":
    case "finished":
    case "health-check-canceled":
    case "health-check-passed":
    case "text":
      return toLine(text);
  }
}

/** Writes an object for people: `Deployment apps/webapp`. */
export function describeObject({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Writes a duration for people: `5m`, `1h30m`, `18s`, `94ms`. */
function describeDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.floor(milliseconds)}ms`;
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor(seconds / 60) % 60, "m"],
    [seconds % 60, "s"],
  ] as const;
  return parts.map(([count, unit]) => (count === 0 ? "" : `${count}${unit}`)).join("");
}

function describeUnhealthy(object: UnhealthyObject): string {
  const status =
    object.status === undefined ? "has an unknown status" : (STATUSES[object.status] ?? `is ${object.status}`);
  return `${describeObject(object)} ${status}${object.detail === undefined ? "" : ` (${object.detail})`}`;
}

function describeDrift(object: DriftedObject): string {
  return `${describeObject(object)} ${object.change}`;
}

function listObjects<T>(objects: readonly T[], describe: (object: T) => string): string {
  const more = objects.length - MAX_OBJECTS;
  const named = objects.slice(0, MAX_OBJECTS).map(describe).join(", ");
  return more > 0 ? `${named} and ${more} more` : named;
}
