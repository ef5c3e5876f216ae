import type { Account } from "../account.ts";
import { ApiProblem } from "./api-problem.ts";

/**
 * Finds the account behind an `Authorization` header: `Bearer`, `token`, or Basic with the token as password or user.
 *
 * @throws ApiProblem 401 `Bad credentials` for a token that nobody has.
 * @see https://docs.github.com/rest/authentication/authenticating-to-the-rest-api
 */
export function authenticate(header: string | undefined, accounts: Iterable<Account>): Account | undefined {
  if (header === undefined) return undefined;
  const [scheme = "", value = ""] = header.split(/ +/);
  const offered = scheme.toLowerCase() === "basic" ? basicParts(value) : [value];
  for (const account of accounts) if (offered.includes(account.token)) return account;
  throw new ApiProblem(401, "Bad credentials");
}

function basicParts(value: string): readonly string[] {
  const text = Buffer.from(value, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? [text] : [text.slice(colon + 1), text.slice(0, colon)];
}
