import { invalidRequest, readChoice, readObject, readString, type JsonObject } from "../../http/request-body.ts";
import { CHECK_CONCLUSIONS, CHECK_STATUSES, type CheckRun } from "../../records/check-run.ts";

/** Most characters of a summary and of a text: https://docs.github.com/rest/checks/runs#create-a-check-run */
const LONGEST_OUTPUT = 65_535;

type Progress = Pick<CheckRun, "status" | "conclusion" | "startedAt" | "completedAt">;
type Texts = Pick<CheckRun, "name" | "detailsUrl" | "externalId" | "output">;

/** Reads how far a check run has come. A conclusion completes it, another status opens it again. */
export function readProgress(body: JsonObject, before: Progress, now: string): Progress {
  const conclusion = readChoice(body, "conclusion", CHECK_CONCLUSIONS);
  const asked = readChoice(body, "status", CHECK_STATUSES);
  const completedAt = readString(body, "completed_at");
  const startedAt = readString(body, "started_at") ?? before.startedAt;
  if (conclusion !== undefined) {
    return { status: "completed", conclusion, startedAt, completedAt: completedAt ?? before.completedAt ?? now };
  }
  if ((asked === "completed" || completedAt !== undefined) && before.conclusion === null) {
    throw invalidRequest(`"conclusion" wasn't supplied.`);
  }
  if (asked === undefined || asked === "completed") {
    return { ...before, startedAt, completedAt: completedAt ?? before.completedAt };
  }
  return { status: asked, conclusion: null, startedAt, completedAt: null };
}

/** Reads what a check run tells people. */
export function readTexts(body: JsonObject, before: Texts): Texts {
  const output = readObject(body, "output");
  return {
    name: readString(body, "name") ?? before.name,
    detailsUrl: readString(body, "details_url") ?? before.detailsUrl,
    externalId: readString(body, "external_id") ?? before.externalId,
    output:
      output === undefined
        ? before.output
        : {
            title: readString(output, "title") ?? before.output.title,
            summary: readOutput(output, "summary") ?? before.output.summary,
            text: readOutput(output, "text") ?? before.output.text,
          },
  };
}

function readOutput(output: JsonObject, field: "summary" | "text"): string | undefined {
  const text = readString(output, field);
  const length = Array.from(text ?? "").length;
  if (length <= LONGEST_OUTPUT) return text;
  throw invalidRequest(`Only ${LONGEST_OUTPUT} characters are allowed; ${length} were supplied.`);
}
