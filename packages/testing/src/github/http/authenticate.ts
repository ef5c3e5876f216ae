import type { Account } from "../account.ts";
import type { App } from "../apps/app.ts";
import type { AppBook } from "../apps/app-book.ts";
import { isJsonWebToken } from "../apps/json-web-token.ts";
import { ApiProblem } from "./api-problem.ts";

/** Who a request comes from; nothing for an anonymous one. */
export interface Caller {
  readonly account?: Account;
  /** The App that signed a JSON web token. */
  readonly app?: App;
}

/**
 * Finds who is behind an `Authorization` header: `Bearer`, `token`, or Basic with the token as password or user.
 *
 * @throws ApiProblem 401 `Bad credentials` for a token that nobody has.
 * @see https://docs.github.com/rest/authentication/authenticating-to-the-rest-api
 */
export function authenticate(
  header: string | undefined,
  { accounts, apps }: { readonly accounts: Iterable<Account>; readonly apps: AppBook },
): Caller {
  if (header === undefined) return {};
  const [scheme = "", value = ""] = header.split(/ +/);
  const offered = scheme.toLowerCase() === "basic" ? basicParts(value) : [value];
  for (const account of accounts) if (offered.includes(account.token)) return { account };
  for (const token of offered) {
    const account = apps.accountOf(token);
    if (account !== undefined) return { account };
  }
  if (isJsonWebToken(value)) return { app: apps.bySignature(value) };
  throw new ApiProblem(401, "Bad credentials");
}

function basicParts(value: string): readonly string[] {
  const text = Buffer.from(value, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? [text] : [text.slice(colon + 1), text.slice(0, colon)];
}
