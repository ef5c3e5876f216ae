import type { Call } from "./driver.ts";

const DEPLOYMENT = "/repos/{owner}/{repo}/deployments/{deployment_id}";
const ENVIRONMENT = "/repos/{owner}/{repo}/environments/{environment_name}";

interface WithId {
  readonly id: number;
}

/** Deployments, their statuses, and the environments they go to. */
export async function deployments(call: Call): Promise<void> {
  await call(`PUT ${ENVIRONMENT}`, { environment_name: "stage" });
  await call(`GET ${ENVIRONMENT}`, { environment_name: "stage" });
  await call("GET /repos/{owner}/{repo}/environments");
  await call(`GET ${ENVIRONMENT}`, { environment_name: "nowhere" }, 404);
  const variable = { environment_name: "stage", name: "REPLICAS", value: "2" };
  await call(`POST ${ENVIRONMENT}/variables`, variable);
  await call(`POST ${ENVIRONMENT}/variables`, variable, 409);
  await call(`GET ${ENVIRONMENT}/variables`, { environment_name: "stage" });

  const { id } = await call<WithId>("POST /repos/{owner}/{repo}/deployments", {
    ref: "main",
    environment: "stage",
    description: "cart 1.2.0",
    payload: { release: "one" },
    auto_merge: false,
    required_contexts: [],
    production_environment: false,
  });
  const deployment = { deployment_id: id };
  await call("GET /repos/{owner}/{repo}/deployments", { environment: "stage", per_page: 1 });
  await call(`GET ${DEPLOYMENT}`, deployment);
  const status = { ...deployment, state: "in_progress", description: "Applying", log_url: "https://example.com/log" };
  await call(`POST ${DEPLOYMENT}/statuses`, status);
  const done = { ...deployment, state: "success", environment_url: "https://example.com", auto_inactive: false };
  const { id: statusId } = await call<WithId>(`POST ${DEPLOYMENT}/statuses`, done);
  await call(`GET ${DEPLOYMENT}/statuses`, deployment);
  await call(`GET ${DEPLOYMENT}/statuses/{status_id}`, { ...deployment, status_id: statusId });

  await call("POST /repos/{owner}/{repo}/deployments", { ref: "nowhere", required_contexts: [] }, 422);
  await call(`POST ${DEPLOYMENT}/statuses`, { ...deployment, state: "done" }, 422);
}
