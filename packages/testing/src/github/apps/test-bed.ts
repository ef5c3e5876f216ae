import { createSign } from "node:crypto";

import type { EmbeddedGitHub } from "../embedded-github.ts";
import type { App } from "./app.ts";

/** Signs a JSON web token of an App, as if the time were some seconds later. */
export function sign({ id, privateKey }: Pick<App, "id" | "privateKey">, shift = 0): string {
  const seconds = Math.floor(Date.now() / 1000) + shift;
  const parts = [{ alg: "RS256" }, { iat: seconds - 60, exp: seconds + 540, iss: String(id) }];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

/** Asks for a token of the first installation of an App. */
export async function mintToken({ url }: Pick<EmbeddedGitHub, "url">, app: App): Promise<string> {
  const path = `/app/installations/${app.installations[0]?.id ?? 0}/access_tokens`;
  const headers = { authorization: `Bearer ${sign(app)}` };
  const response = await fetch(`${url}${path}`, { method: "POST", headers });
  return ((await response.json()) as { readonly token: string }).token;
}
