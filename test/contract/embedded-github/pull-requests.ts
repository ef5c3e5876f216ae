import type { Call } from "./driver.ts";
import { branchWithFile } from "./branch.ts";

const PULL = "/repos/{owner}/{repo}/pulls/{pull_number}";

interface Pull {
  readonly number: number;
}

/** Pull requests: opened, read, changed, reviewed, merged, closed. */
export async function pullRequests(call: Call, asReviewer: Call): Promise<void> {
  const { branch, sha } = await branchWithFile(call, "proposal", "envs/dev/cart/app.yaml");
  const { number } = await call<Pull>("POST /repos/{owner}/{repo}/pulls", {
    title: "Promote cart to dev",
    head: branch,
    base: "main",
    body: "One file changes.",
    draft: false,
  });
  const pull = { pull_number: number };

  await call("GET /repos/{owner}/{repo}/pulls");
  await call("GET /repos/{owner}/{repo}/pulls", { state: "all", head: `acme:${branch}`, base: "main", per_page: 1 });
  await call("GET /repos/{owner}/{repo}/compare/{basehead}", { basehead: `main...${branch}` });
  await call(`GET ${PULL}/files`, pull);
  await call(`GET ${PULL}/commits`, pull);
  await call(`PATCH ${PULL}`, { ...pull, title: "Promote cart", body: "Nothing else." });
  await review(call, asReviewer, number);

  await call("POST /repos/{owner}/{repo}/pulls", { title: "Again", head: branch, base: "main" }, 422);
  await call(`GET ${PULL}/merge`, pull, 404);
  await call(`PUT ${PULL}/merge`, { ...pull, sha: "0".repeat(40) }, 409);
  await call(`GET ${PULL}`, pull);
  await call(`PUT ${PULL}/merge`, { ...pull, sha, merge_method: "squash", commit_title: "Promote cart" });
  await call(`PUT ${PULL}/merge`, pull, 405);
  await call(`GET ${PULL}/merge`, pull);
  await call(`GET ${PULL}`, pull);
  await call("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", { commit_sha: sha });

  await close(call);
}

async function review(call: Call, asReviewer: Call, number: number): Promise<void> {
  const pull = { pull_number: number };
  const reviewers = { ...pull, reviewers: ["ada"] };
  await call(`POST ${PULL}/requested_reviewers`, reviewers);
  await call(`GET ${PULL}/requested_reviewers`, pull);
  await call(`DELETE ${PULL}/requested_reviewers`, reviewers);

  await call(`POST ${PULL}/reviews`, { ...pull, event: "APPROVE" }, 422);
  const { id } = await asReviewer<{ readonly id: number }>(`POST ${PULL}/reviews`, {
    ...pull,
    event: "APPROVE",
    body: "Fine.",
  });
  await call(`GET ${PULL}/reviews`, pull);
  await call(`GET ${PULL}/reviews/{review_id}`, { ...pull, review_id: id });
  await call(`PUT ${PULL}/reviews/{review_id}/dismissals`, { ...pull, review_id: id, message: "The head moved." });
}

async function close(call: Call): Promise<void> {
  const { branch } = await branchWithFile(call, "rejected", "envs/dev/cart/rejected.yaml");
  const { number } = await call<Pull>("POST /repos/{owner}/{repo}/pulls", { title: "No", head: branch, base: "main" });
  await call(`PATCH ${PULL}`, { pull_number: number, state: "closed" });
}
