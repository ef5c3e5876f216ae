import { validationFailed } from "../http/api-problem.ts";
import { readString, type JsonObject } from "../http/request-body.ts";

/** Not documented; see renovatebot/renovate#2032 and telia-oss/github-pr-resource#259. */
const LONGEST_BODY = 65_536;

/** Reads the body of a pull request or a comment. */
export function readLongText(body: JsonObject, resource: string): string | undefined {
  const text = readString(body, "body");
  if (text === undefined || Array.from(text).length <= LONGEST_BODY) return text;
  throw validationFailed({
    resource,
    code: "custom",
    field: "body",
    message: `body is too long (maximum is ${LONGEST_BODY} characters)`,
  });
}
