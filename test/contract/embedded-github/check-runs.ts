import type { Call } from "./driver.ts";

const RUN = "/repos/{owner}/{repo}/check-runs";

/** Check runs: made by an App, completed, listed; refused to a user. */
export async function checkRuns(call: Call, asApp: Call): Promise<void> {
  const { sha } = await call<{ readonly sha: string }>("GET /repos/{owner}/{repo}/commits/{ref}", { ref: "main" });
  const run = { name: "render", head_sha: sha };
  const { id } = await asApp<{ readonly id: number }>(`POST ${RUN}`, {
    ...run,
    status: "in_progress",
    external_id: "render-1",
    details_url: "https://example.com/render",
    output: { title: "Rendering", summary: "3 apps" },
  });
  await asApp(`PATCH ${RUN}/{check_run_id}`, { check_run_id: id, status: "completed", conclusion: "success" });
  await asApp(`POST ${RUN}`, { ...run, name: "lint", conclusion: "failure", completed_at: "2026-01-02T03:04:05Z" });

  const list = "GET /repos/{owner}/{repo}/commits/{ref}/check-runs";
  await call(list, { ref: "main" });
  await call(list, { ref: sha, check_name: "render", status: "completed", filter: "all", per_page: 1 });
  await call(list, { ref: "missing" }, 422);
  await call(`POST ${RUN}`, run, 403);
  await asApp(`POST ${RUN}`, { ...run, head_sha: "0".repeat(40) }, 422);
  await asApp(`PATCH ${RUN}/{check_run_id}`, { check_run_id: 1, conclusion: "success" }, 404);
}
