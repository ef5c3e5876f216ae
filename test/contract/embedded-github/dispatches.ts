import type { Call } from "./driver.ts";

/** repository_dispatch, workflow_dispatch and the workflow runs that follow from it. */
export async function dispatches(call: Call): Promise<void> {
  const dispatch = { event_type: "deployed", client_payload: { environment: "dev" } };
  await call("POST /repos/{owner}/{repo}/dispatches", dispatch);
  await call("POST /repos/{owner}/{repo}/dispatches", { event_type: "x".repeat(101) }, 422);

  const { workflow_runs: runs } = await call<{ readonly workflow_runs: readonly { readonly id: number }[] }>(
    "GET /repos/{owner}/{repo}/actions/runs",
    { event: "repository_dispatch", per_page: 10 },
  );
  await call("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id: runs[0]?.id });

  const start = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";
  const inputs = { environment: "dev" };
  await call(start, { workflow_id: "deploy.yml", ref: "main", inputs });
  await call(start, { workflow_id: "deploy.yml", ref: "main", inputs, return_run_details: true });
  await call(start, { workflow_id: "deploy.yml", ref: "missing" }, 422);
  await call(start, { workflow_id: "missing.yml", ref: "main" }, 404);
}
