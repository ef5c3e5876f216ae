import { refusal, type Probe } from "./probe.ts";
import type { Sandbox } from "./sandbox.ts";

interface WithId {
  readonly id: number;
}

const CREATE = "POST /repos/{owner}/{repo}/deployments";
const CREATE_STATUS = "POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses";
const LIST_STATUSES = "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses";

/** What the reporter relies on when it shows deployments. */
export const deploymentProbes: readonly Probe[] = [
  {
    behaviour: "By default a deployment waits for all statuses of its commit; required_contexts [] asks for none",
    source: "https://docs.github.com/rest/deployments/deployments#create-a-deployment",
    expected: { byDefault: 409, withoutContexts: 201 },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const ref = await sandbox.commitFile(await sandbox.createBranch(), "deployed.txt", "1\n");
      await sandbox.call("POST /repos/{owner}/{repo}/statuses/{sha}", {
        sha: ref,
        state: "pending",
        context: "verify",
      });
      const environment = newEnvironment(sandbox);
      const byDefault = await sandbox.ask(CREATE, { ref, environment, auto_merge: false });
      const withoutContexts = await sandbox.ask(CREATE, { ref, environment, auto_merge: false, required_contexts: [] });
      removeLater(sandbox, withoutContexts.body as WithId);
      return { byDefault: byDefault.status, withoutContexts: withoutContexts.status };
    },
  },
  {
    behaviour: "A deployment to an unknown environment creates the environment",
    source:
      "https://docs.github.com/actions/deployment/targeting-different-environments/managing-environments-for-deployment",
    expected: 200,
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { environment } = await deploy(sandbox);
      const route = "GET /repos/{owner}/{repo}/environments/{environment_name}";
      const parameters = { environment_name: environment };
      return (await sandbox.askUntil(({ status }) => status === 200, route, parameters)).status;
    },
  },
  {
    behaviour: "A success makes the environment's earlier deployments inactive, unless auto_inactive is false",
    source: "https://docs.github.com/rest/deployments/statuses#create-a-deployment-status",
    expected: { kept: "success", byDefault: "inactive" },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const first = await deploy(sandbox);
      await sandbox.call(CREATE_STATUS, { deployment_id: first.id, state: "success" });
      const second = await deploy(sandbox, first.environment);
      await sandbox.call(CREATE_STATUS, { deployment_id: second.id, state: "success", auto_inactive: false });
      const kept = await latestState(sandbox, first.id);
      const third = await deploy(sandbox, first.environment);
      await sandbox.call(CREATE_STATUS, { deployment_id: third.id, state: "success" });
      return { kept, byDefault: await latestState(sandbox, first.id, "inactive") };
    },
  },
  {
    behaviour: "A deployment status description has at most 140 characters",
    source: "Shopify/shipit-engine#1004",
    expected: { longest: 201, refused: { status: 422, reason: "description is too long (maximum is 140 characters)" } },
    async observe(sandbox: Sandbox): Promise<unknown> {
      const { id } = await deploy(sandbox);
      const post = (length: number) =>
        sandbox.ask(CREATE_STATUS, { deployment_id: id, state: "in_progress", description: "x".repeat(length) });
      return { longest: (await post(140)).status, refused: refusal(await post(141)) };
    },
  },
];

async function deploy(
  sandbox: Sandbox,
  environment = newEnvironment(sandbox),
): Promise<WithId & { readonly environment: string }> {
  const ref = await sandbox.commitFile(await sandbox.createBranch(), "deployed.txt", `${environment}\n`);
  const parameters = { ref, environment, auto_merge: false, required_contexts: [] };
  const deployment = await sandbox.call<WithId>(CREATE, parameters);
  removeLater(sandbox, deployment);
  return { id: deployment.id, environment };
}

function newEnvironment(sandbox: Sandbox): string {
  const environment = sandbox.uniqueName();
  sandbox.later("DELETE /repos/{owner}/{repo}/environments/{environment_name}", { environment_name: environment });
  return environment;
}

/** Only inactive deployments can be deleted, and removals run in reverse order. */
function removeLater(sandbox: Sandbox, { id }: WithId): void {
  sandbox.later("DELETE /repos/{owner}/{repo}/deployments/{deployment_id}", { deployment_id: id });
  sandbox.later(CREATE_STATUS, { deployment_id: id, state: "inactive" });
}

async function latestState(sandbox: Sandbox, id: number, awaited?: string): Promise<string | undefined> {
  const stateOf = (body: unknown): string | undefined => (body as readonly { readonly state: string }[])[0]?.state;
  const isAccepted = (body: unknown): boolean => awaited === undefined || stateOf(body) === awaited;
  const { body } = await sandbox.askUntil((answer) => isAccepted(answer.body), LIST_STATUSES, { deployment_id: id });
  return stateOf(body);
}
