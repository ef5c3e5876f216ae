import type { Call } from "./driver.ts";

/** Who calls, and what the repository is. */
export async function accounts(call: Call): Promise<void> {
  const { login } = await call<{ readonly login: string }>("GET /user");
  await call("GET /users/{username}", { username: login });
  await call("GET /users/{username}", { username: "nobody" }, 404);
  await call("GET /repos/{owner}/{repo}/collaborators/{username}/permission", { username: login });
  await call("GET /repos/{owner}/{repo}/collaborators/{username}/permission", { username: "nobody" }, 404);
  await call("GET /rate_limit");
  await call("GET /repos/{owner}/{repo}");
  await call("GET /repos/{owner}/{repo}", { repo: "missing" }, 404);
}
