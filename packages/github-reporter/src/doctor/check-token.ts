import type { GitHubError } from "../github/errors.ts";
import { isDeclared } from "../github/identity-mismatch.ts";
import { FEATURES, type GitHubFeature, type GitHubPermissions } from "./features.ts";
import { fine, problem, warn, type Finding } from "./finding.ts";
import { permissionsFor } from "./permissions-for.ts";
import type { Token } from "./token.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

/** What a token is compared with. */
export interface Expected {
  readonly repository: string;
  readonly features: readonly GitHubFeature[];
  readonly logins: readonly string[];
  readonly now: number;
}

/** Tells who the token is, how long it lasts, and whether it may do what the features need. */
export function checkToken(token: Token, expected: Expected): readonly Finding[] {
  return [...checkKind(token, expected), ...checkLogin(token, expected), ...checkPermissions(token, expected)];
}

/** Tells why nothing is known about the token. */
export function tokenProblem(error: GitHubError, repository: string): Finding {
  if (error.code !== "GITHUB_REQUEST_FAILED") {
    return problem("api", error.message, "Check the address of the API, the network and GitHub's status page.");
  }
  if (error.status === 404) {
    return problem(
      "token",
      `The App is not installed on ${repository}.`,
      "Install it there, on this repository or on all of its owner.",
    );
  }
  return problem(
    "token",
    error.message,
    "Make a new token, or check the id, the private key and the installation of the App.",
  );
}

function checkKind(token: Token, { now, features }: Expected): readonly Finding[] {
  switch (token.kind) {
    case "app":
      if (!token.isSuspended) return [fine("token", `The client is the App ${token.login}.`)];
      return [
        problem(
          "token",
          `The installation of ${token.login} is suspended.`,
          "Let an owner unsuspend it in the settings.",
        ),
      ];
    case "installation":
      return [
        ...(features.some((feature) => feature === "pullRequests" || feature === "branches")
          ? [
              warn(
                "token",
                "The token is one of an installation. If it is the GITHUB_TOKEN of a workflow, its pull requests start no workflows.",
                "Use a GitHub App of your own where pull requests need checks.",
              ),
            ]
          : [fine("token", "The token is one of an installation, such as the GITHUB_TOKEN of a workflow.")]),
      ];
    case "classic":
    case "fine-grained": {
      const name = `The ${token.kind} token of ${token.login}`;
      if (token.expires === undefined) {
        return [
          warn("token", `${name} does not expire.`, "Use a GitHub App, whose tokens last an hour, or give it an end."),
        ];
      }
      const left = timeOf(token.expires) - now;
      if (left > WEEK_MS) return [fine("token", `${name} is valid until ${token.expires}.`)];
      return [warn("token", `${name} ends at ${token.expires}.`, "Make a new one before, or use a GitHub App.")];
    }
  }
}

/** GitHub writes the zone as UTC or as an offset; google/go-github#2649. */
function timeOf(expires: string): number {
  const [date, time, zone = "UTC"] = expires.split(" ");
  return Date.parse(`${date}T${time}${zone === "UTC" ? "Z" : zone.replace(/(?=\d\d$)/, ":")}`);
}

function checkLogin(token: Token, { logins }: Expected): readonly Finding[] {
  const declared = logins.join(", ");
  if (token.kind === "installation") {
    const message = `GitHub does not tell who an installation token is; declared are ${declared}.`;
    return [
      warn(
        "identity",
        message,
        "That of a workflow writes as github-actions[bot], that of an App as its slug with [bot].",
      ),
    ];
  }
  if (isDeclared(logins, token.login)) return [fine("identity", `${token.login} is a declared login.`)];
  const remedy = `Declare ${token.login} as an identity, or use the credentials of a declared one.`;
  return [problem("identity", `The client writes as ${token.login}, but only ${declared} count.`, remedy)];
}

function checkPermissions(token: Token, { repository, features }: Expected): readonly Finding[] {
  const needed = permissionsFor(features);
  switch (token.kind) {
    case "app": {
      const missing = missingOf(token.permissions, needed);
      if (missing.length === 0) return [fine("permissions", `The App has every permission on ${repository}.`)];
      const remedy = `Grant ${missing.join(", ")} in the settings of the App, and let the owner of ${repository} accept it.`;
      return [problem("permissions", `The App lacks ${missing.join(", ")} on ${repository}.`, remedy)];
    }
    case "classic": {
      const missing = features.filter(
        (feature) => !FEATURES[feature].scopes.some((scope) => token.scopes.includes(scope)),
      );
      if (missing.length === 0)
        return [fine("permissions", `The scopes of the token are enough: ${token.scopes.join(", ")}.`)];
      const message = `The scopes of the token (${token.scopes.join(", ")}) are not enough for ${missing.join(", ")}.`;
      return [problem("permissions", message, "Give it the scope repo.")];
    }
    case "fine-grained":
    case "installation": {
      const message = `GitHub does not tell the permissions of this token on ${repository}.`;
      return [warn("permissions", message, `Compare them with ${describe(needed)}.`)];
    }
  }
}

function missingOf(granted: GitHubPermissions, needed: GitHubPermissions): readonly string[] {
  return Object.entries(needed)
    .filter(([name, access]) => granted[name] !== "write" && granted[name] !== access && name !== "metadata")
    .map(([name, access]) => `${name}=${access}`);
}

function describe(permissions: GitHubPermissions): string {
  return Object.entries(permissions)
    .map(([name, access]) => `${name}=${access}`)
    .join(", ");
}
