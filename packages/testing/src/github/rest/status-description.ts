import { validationFailed } from "../http/api-problem.ts";
import { readString, type JsonObject } from "../http/request-body.ts";

/** For deployment statuses GitHub documents it; for commit statuses see zalando/zappr#378. */
const LONGEST_DESCRIPTION = 140;

/** Reads the description of a commit status or a deployment status. */
export function readStatusDescription(body: JsonObject, resource: string): string | undefined {
  const description = readString(body, "description");
  if (resource === "Status" && description !== undefined && /[\u{10000}-\u{10ffff}]/u.test(description)) {
    // ouzi-dev/commit-status-updater#527
    const message = "description doesn't accept 4-byte Unicode";
    throw validationFailed({ resource, code: "custom", field: "description", message });
  }
  if (description === undefined || Array.from(description).length <= LONGEST_DESCRIPTION) return description;
  throw validationFailed({
    resource,
    code: "custom",
    field: "description",
    message: `description is too long (maximum is ${LONGEST_DESCRIPTION} characters)`,
  });
}
