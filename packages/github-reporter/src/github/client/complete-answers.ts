import type { Octokit } from "@octokit/core";

const NO_CONTENT = [204, 205, 304];
const WEB_PAGE = /^\s*<(?:!doctype\s+html|html)\b/i;

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
    const why = WEB_PAGE.test(data)
      ? "a web page came in place of an answer; look at what stands between"
      : /^application\/json\b/i.test(headers["content-type"] ?? "")
        ? "the answer broke off"
        : undefined;
    if (why !== undefined) throw Object.assign(new Error(why), { status: 500, request });
  });
  return {};
}
