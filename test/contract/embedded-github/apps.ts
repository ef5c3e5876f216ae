import type { Call } from "./driver.ts";

/** An App, its installation, the token that it asks for, and what that token may do. */
export async function apps(asApp: Call, callAs: (token: string) => Call): Promise<void> {
  await asApp("GET /app");
  const { id } = await asApp<{ readonly id: number }>("GET /repos/{owner}/{repo}/installation");
  await asApp("GET /repos/{owner}/{repo}/installation", { repo: "missing" }, 404);
  const token = "POST /app/installations/{installation_id}/access_tokens";
  await asApp(token, { installation_id: id, repositories: ["missing"] }, 422);
  await asApp(token, { installation_id: id, permissions: { administration: "write" } }, 422);
  await asApp(token, { installation_id: id, repositories: ["shop"], permissions: { contents: "read" } });
  await asApp(token, { installation_id: 1 }, 404);
  await asApp("GET /repos/{owner}/{repo}", {}, 401);
  const minted = await asApp<{ readonly token: string }>(token, { installation_id: id });

  const asInstallation = callAs(minted.token);
  await asInstallation("GET /repos/{owner}/{repo}");
  await asInstallation("GET /user", {}, 403);
  await asInstallation("GET /app", {}, 401);
  await asInstallation("POST /repos/{owner}/{repo}/dispatches", { event_type: "deployed" }, 403);
}
