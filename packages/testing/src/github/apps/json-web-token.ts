import { createVerify } from "node:crypto";

import { ApiProblem } from "../http/api-problem.ts";
import { isJsonObject, parseJson, type JsonObject } from "../http/request-body.ts";

const TEN_MINUTES = 600;

/** Tells whether a credential is a JSON web token, by which an App says who it is. */
export function isJsonWebToken(credential: string): boolean {
  return /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(credential);
}

/** Reads whom a JSON web token names as its issuer, without trusting it. */
export function issuerOf(token: string): string | undefined {
  const { iss } = decodePart(token, 1);
  return typeof iss === "string" || typeof iss === "number" ? String(iss) : undefined;
}

/**
 * Verifies the signature and the times of a JSON web token of an App.
 *
 * @throws ApiProblem 401 with GitHub's words.
 * @see https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function verifyJsonWebToken(token: string, publicKey: string, now: number): void {
  const [head = "", claims = "", signature = ""] = token.split(".");
  const isRs256 = decodePart(token, 0)["alg"] === "RS256";
  const verifier = createVerify("RSA-SHA256").update(`${head}.${claims}`);
  if (!isRs256 || !verifier.verify(publicKey, signature, "base64url")) throw undecodable();
  const { iat, exp } = decodePart(token, 1);
  if (typeof iat !== "number" || iat > now) {
    throw new ApiProblem(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== "number" || exp <= now) {
    throw new ApiProblem(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > now + TEN_MINUTES) {
    throw new ApiProblem(401, "'Expiration time' claim ('exp') is too far in the future");
  }
}

export function undecodable(): ApiProblem {
  return new ApiProblem(401, "A JSON web token could not be decoded");
}

function decodePart(token: string, part: number): JsonObject {
  const value = parseJson(Buffer.from(token.split(".")[part] ?? "", "base64url").toString("utf8"));
  return isJsonObject(value) ? value : {};
}
