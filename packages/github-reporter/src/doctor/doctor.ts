import type { FluxEvent } from "@gitops/flux-events";
import { okAsync, Result, ResultAsync } from "neverthrow";

import { systemClock, type Clock } from "../clock.ts";
import type { GitHubClient } from "../github/call.ts";
import { clientFor, type GitHubClients } from "../github/clients.ts";
import { redactTokens } from "../github/redact.ts";
import { isRepository } from "../github/repository.ts";
import type { ReporterIdentity } from "../reporter/options.ts";
import { checkApi } from "./check-api.ts";
import { checkEvents } from "./check-events.ts";
import { checkEnvironmentNames } from "./check-environment-names.ts";
import { checkRepository } from "./check-repository.ts";
import { checkToken, tokenProblem } from "./check-token.ts";
import type { GitHubFeature } from "./features.ts";
import { problem, type Finding } from "./finding.ts";
import { readToken } from "./token.ts";

/** Options of {@link doctor}. */
export interface DoctorOptions {
  /** Client, or the function that picks one for a repository. */
  readonly client: GitHubClients;
  /** Repositories that are read or written, as `owner/name`. */
  readonly repositories: readonly string[];
  /** What is to be done in them. */
  readonly features: readonly GitHubFeature[];
  /** Logins whose evidence counts, as the reporter has them. */
  readonly identity: ReporterIdentity;
  /** Branches that have to be protected, by repository. Default: the default branch of each. */
  readonly branches?: Readonly<Record<string, string>>;
  /** Environments of the pipeline. */
  readonly environments?: readonly string[];
  /** Recent events of Flux, to see what the Alerts leave out; undefined when they are not looked at. */
  readonly events?: readonly FluxEvent[];
  /** Clock. Default: the machine's. */
  readonly clock?: Clock;
}

/**
 * Looks for what would keep reports and promotions from working, and says what to do about it. It only reads.
 *
 * @returns the findings, problems first; it never rejects, and shows no token.
 * @example
 * ```ts source="./doctor.examples.ts#doctor_startUp"
 * const findings = await doctor({
 *   client,
 *   repositories: ["acme/shop", "acme/shop-manifests"],
 *   features: ["statuses", "deployments", "repositoryDispatch", "runs", "locks"],
 *   identity: { logins: ["acme-gitops[bot]"] },
 *   environments: ["dev", "stage", "prod"],
 * });
 * const problems = findings.filter(({ level }) => level === "problem");
 * const lines = problems.map(({ message, remedy }) => `${message} ${remedy}`);
 * ```
 * @see https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export async function doctor(options: DoctorOptions): Promise<readonly Finding[]> {
  const { repositories, environments = [], events } = options;
  const looks = repositories.map((repository) => lookAt(repository, options).catch(() => [unreadable(repository)]));
  const found = [
    ...(await Promise.all(looks)).flat(),
    ...checkEnvironmentNames(environments),
    ...(events === undefined ? [] : checkEvents(events)),
  ];
  const redacted = found.map((finding) => ({ ...finding, message: redactTokens(finding.message) }));
  // Repositories of one token tell the same about it.
  const unique = [...new Map(redacted.map((finding) => [JSON.stringify(finding), finding])).values()];
  return unique.sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}

const LEVELS: readonly Finding["level"][] = ["problem", "warning", "ok"];

async function lookAt(repository: string, options: DoctorOptions): Promise<readonly Finding[]> {
  if (!isRepository(repository)) {
    return [problem("repository", `"${repository}" is not a repository.`, "Write it as owner/name.")];
  }
  const picked = pickClient(options.client, repository);
  if (picked.isErr()) return [picked.error];
  const client = picked.value;
  const { features, identity, branches = {}, environments = [], clock = systemClock } = options;
  const expected = { repository, features, logins: identity.logins, now: clock.now() };
  const token = readToken(client, repository)
    .map((read) => checkToken(read, expected))
    .orElse((error) => okAsync([tokenProblem(error, repository)]));
  const here = checkRepository(client, { repository, features, branch: branches[repository], environments });
  const found = await ResultAsync.combine([checkApi(client), token, here]);
  return found.unwrapOr([]).flat();
}

/** What stands between may answer with anything. */
function unreadable(repository: string): Finding {
  const remedy = "Check the address of the API, and what stands between: a proxy, or a client of your own.";
  return problem("api", `What was asked about ${repository} was answered in a form that GitHub does not have.`, remedy);
}

/** A resolver is the caller's own, and may throw. */
function pickClient(client: GitHubClients, repository: string): Result<GitHubClient, Finding> {
  const message = `No client could be made for ${repository}.`;
  return Result.fromThrowable(
    () => clientFor(client, repository),
    () => problem("token", message, "Check the function that picks clients."),
  )();
}
