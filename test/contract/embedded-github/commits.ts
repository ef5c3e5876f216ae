import type { Call } from "./driver.ts";

interface WithSha {
  readonly sha: string;
}

/** History as readers of a manifests repository ask for it. */
export async function commits(call: Call): Promise<void> {
  const [head] = await call<readonly WithSha[]>("GET /repos/{owner}/{repo}/commits", { per_page: 1 });
  await call("GET /repos/{owner}/{repo}/commits", { path: "deploy/app.yaml", sha: "main", per_page: 1 });
  await call("GET /repos/{owner}/{repo}/commits/{ref}", { ref: "main" });
  await call("GET /repos/{owner}/{repo}/commits/{ref}", { ref: head?.sha });
  await call("GET /repos/{owner}/{repo}/commits/{ref}", { ref: "0".repeat(40) }, 422);
}
