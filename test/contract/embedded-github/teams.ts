import { branchWithFile } from "./branch.ts";
import type { Call } from "./driver.ts";

const REVIEWERS = "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers";

/** Teams: who is in them, and how they are asked for a review. */
export async function teams(call: Call): Promise<void> {
  const membership = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
  const team = { org: "acme", team_slug: "deployers" };
  await call(membership, { ...team, username: "ada" });
  await call(membership, { ...team, username: "nobody" }, 404);
  await call(membership, { ...team, team_slug: "missing", username: "ada" }, 404);

  const { branch } = await branchWithFile(call, "asked-of-a-team", "envs/dev/cart/team.yaml");
  const { number } = await call<{ readonly number: number }>("POST /repos/{owner}/{repo}/pulls", {
    title: "Ask a team",
    head: branch,
    base: "main",
    draft: true,
  });
  const pull = { pull_number: number };
  await call(`POST ${REVIEWERS}`, { ...pull, team_reviewers: ["deployers"] });
  await call(`GET ${REVIEWERS}`, pull);
  await call("GET /repos/{owner}/{repo}/pulls/{pull_number}", pull);
  await call("GET /repos/{owner}/{repo}/pulls", { head: `acme:${branch}` });
  await call(`POST ${REVIEWERS}`, { ...pull, team_reviewers: ["missing"] }, 422);
  await call(`DELETE ${REVIEWERS}`, { ...pull, reviewers: [], team_reviewers: ["deployers"] });
  await call("PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", pull, 405);
}
