import type { Call } from "./driver.ts";

/** Commit statuses: appended, listed, combined. */
export async function commitStatuses(call: Call): Promise<void> {
  const { sha } = await call<{ readonly sha: string }>("GET /repos/{owner}/{repo}/commits/{ref}", { ref: "main" });
  const status = {
    sha,
    context: "gitops/dev/cart/dev",
    description: "Applied",
    target_url: "https://example.com/cart",
  };

  await call("GET /repos/{owner}/{repo}/commits/{ref}/status", { ref: "main" });
  await call("POST /repos/{owner}/{repo}/statuses/{sha}", { ...status, state: "pending" });
  await call("POST /repos/{owner}/{repo}/statuses/{sha}", { ...status, state: "success" });
  await call("POST /repos/{owner}/{repo}/statuses/{sha}", { sha, state: "error" });
  await call("GET /repos/{owner}/{repo}/commits/{ref}/status", { ref: sha });
  await call("GET /repos/{owner}/{repo}/commits/{ref}/statuses", { ref: "main", per_page: 2, page: 2 });

  await call("POST /repos/{owner}/{repo}/statuses/{sha}", { ...status, state: "done" }, 422);
  await call("POST /repos/{owner}/{repo}/statuses/{sha}", { sha, state: "success", description: "x".repeat(141) }, 422);
  await call("POST /repos/{owner}/{repo}/statuses/{sha}", { ...status, sha: "0".repeat(40), state: "success" }, 422);
}
