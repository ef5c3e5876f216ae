import type { EmbeddedGitHub } from "./embedded-github.ts";
import { startGitHub } from "./start-github.ts";

interface ProgramUnderTest {
  run(settings: { readonly baseUrl: string; readonly token: string }): Promise<void>;
  receiveWebhooksAt: string;
  webhookSecret: string;
}

export async function startExample(program: ProgramUnderTest): Promise<readonly string[]> {
  //#region startGitHub
  const github = await startGitHub({ accounts: [{ login: "gitops-bot", token: "a-token" }] });
  await github.createRepository("acme/shop-manifests", { files: { "envs/dev/cart/app.yaml": "kind: Deployment\n" } });
  github.addWebhook("acme/shop-manifests", {
    url: program.receiveWebhooksAt,
    secret: program.webhookSecret,
    events: ["push", "pull_request"],
  });
  await program.run({ baseUrl: github.url, token: github.token });
  await github.idle();
  const writes = github.calls.filter(({ method }) => method !== "GET").map(({ route }) => route);
  await github.close();
  //#endregion
  return writes;
}

export function faultExample(github: EmbeddedGitHub): void {
  //#region faults
  // The third status is written, and its answer is lost.
  github.faults.add({
    fault: "bad-gateway",
    when: "after",
    route: "POST /repos/{owner}/{repo}/statuses/{sha}",
    nth: 3,
  });
  // One write in ten is refused by the secondary rate limit, the same ones in each run.
  github.faults.add({
    fault: "secondary-rate-limit",
    method: "POST",
    retryAfter: 1,
    probability: 0.1,
    seed: 7,
    times: Infinity,
  });
  //#endregion
}

export function dispatchExample(github: EmbeddedGitHub, test: (environment: unknown) => Promise<void>): void {
  //#region onRepositoryDispatch
  github.onRepositoryDispatch("acme/shop", ({ clientPayload }) => test(clientPayload["environment"]), {
    name: "After deployment",
    types: ["gitops.deployed"],
    runName: ({ clientPayload }) => `test ${String(clientPayload["id"])}`,
  });
  //#endregion
}

export async function graphqlExample(
  github: EmbeddedGitHub,
  commit: (settings: { readonly baseUrl: string; readonly token: string }) => Promise<void>,
): Promise<number> {
  //#region graphql
  // The commit is made, and its answer is lost.
  github.faults.add({ fault: "connection-reset", when: "after", operation: "createCommitOnBranch" });
  await commit({ baseUrl: github.url, token: github.token });
  const tries = github.calls.filter(({ graphql }) => graphql?.fields.includes("createCommitOnBranch"));
  //#endregion
  return tries.length;
}
