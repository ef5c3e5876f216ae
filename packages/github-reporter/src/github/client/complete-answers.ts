import type { Octokit } from "@octokit/core";

const NO_CONTENT = [204, 205];

/** What a text of these types is, where GitHub answers with an object, or with the bytes of a file under a type of its own. */
const INCOMPLETE: ReadonlyMap<string, string> = new Map([
  ["application/json", "the answer broke off"],
  ["text/html", "a web page came in place of an answer; look at what stands between"],
]);

/**
 * A plugin of Octokit that turns an answer that broke off, or that is a web page, into a failure, which may be retried.
 *
 * Octokit hands out the text when JSON cannot be read, even an empty one after a timeout; and the page by which a proxy
 * asks people to sign in, which would be read as an empty list.
 */
export function completeAnswers(octokit: Octokit): Record<string, never> {
  octokit.hook.after("request", (response, request) => {
    const { headers, status } = response;
    const data: unknown = response.data;
    if (status >= 300 && status < 400) {
      const moved = `it is at another address, which a write does not follow: ${headers.location ?? "unknown"}`;
      throw Object.assign(new Error(moved), { status, request, response });
    }
    if (typeof data !== "string" || NO_CONTENT.includes(status) || request.method === "HEAD") return;
    const [type = ""] = headers["content-type"]?.toLowerCase().split(";") ?? [];
    const why = INCOMPLETE.get(type.trim());
    if (why !== undefined) throw Object.assign(new Error(why), { status: 500, request });
  });
  return {};
}
