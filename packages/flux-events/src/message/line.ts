import { parseChangeSet, summarizeChangeSet } from "./change-set.ts";
import { describeUnhealthyObject, parseHealthFailure } from "./health-failure.ts";

/** The controllers work in folders of a random name, which would make every repetition of a failure look new. */
const TEMPORARY_FOLDER = /\/tmp\/[a-z]+-?\d+\//g;

/**
 * Reduces a message of Flux to one line, and to the same line whenever Flux says the same again: without durations,
 * the names of temporary folders and the random order of unhealthy objects. A change set becomes its counts.
 */
export function toLine(message: string): string {
  const health = parseHealthFailure(message);
  if (health !== undefined && health.objects.length > 0) {
    return `Health check failed: ${health.objects.map(describeUnhealthyObject).join(", ")}`.replace(/\s+/g, " ");
  }

  const changes = parseChangeSet(message);
  const withoutChanges = message.split("\n").filter((line) => parseChangeSet(line).length === 0);
  const text = oneLine(withoutChanges.join(" "));
  return text === "" && changes.length > 0 ? summarizeChangeSet(changes) : text;
}

function oneLine(text: string): string {
  return text
    .replace(TEMPORARY_FOLDER, "")
    .replace(
      /^(Reconciliation finished|Health check passed|health check failed) (?:in|after) [^\s:,]+(?:, next run in \S+)?/i,
      "$1",
    )
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
