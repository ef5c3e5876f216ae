import { branchWithFile } from "./branch.ts";
import type { Call } from "./driver.ts";

const ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}";
const COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}";

/** Labels and comments, which GitHub serves pull requests as issues for. */
export async function issues(call: Call): Promise<void> {
  const { branch } = await branchWithFile(call, "discussed", "discussed.yaml");
  const { number } = await call<{ readonly number: number }>("POST /repos/{owner}/{repo}/pulls", {
    title: "Discuss",
    head: branch,
    base: "main",
  });
  const issue = { issue_number: number };

  await call("POST /repos/{owner}/{repo}/labels", { name: "promotion", color: "ededed", description: "Made by us" });
  await call("GET /repos/{owner}/{repo}/labels");
  await call(`POST ${ISSUE}/labels`, { ...issue, labels: ["promotion", "new"] });
  await call(`GET ${ISSUE}/labels`, issue);
  await call(`DELETE ${ISSUE}/labels/{name}`, { ...issue, name: "new" });
  await call(`DELETE ${ISSUE}/labels/{name}`, { ...issue, name: "new" }, 404);
  await call(`PUT ${ISSUE}/labels`, { ...issue, labels: ["env: dev"] });

  const { id } = await call<{ readonly id: number }>(`POST ${ISSUE}/comments`, { ...issue, body: "First." });
  await call(`GET ${ISSUE}/comments`, issue);
  await call(`GET ${COMMENT}`, { comment_id: id });
  await call(`PATCH ${COMMENT}`, { comment_id: id, body: "Changed." });
  await call(`DELETE ${COMMENT}`, { comment_id: id });
  await call(`GET ${COMMENT}`, { comment_id: id }, 404);
}
