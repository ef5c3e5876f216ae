import { GitHubRequestError } from "../github/errors.ts";
import { statusLine } from "../text/one-line.ts";
import { isStatusId, isStatusTime } from "./description.ts";
import type { CommitAddress } from "../github/commit-address.ts";

// runatlantis/atlantis#2506
const LONGEST_CONTEXT = 255;

/** What a status is refused for. */
interface RefusableStatus extends CommitAddress {
  readonly context: string;
  readonly at: string;
  readonly id: string;
}

/** Tells why a status cannot be written, before it is sent: GitHub would refuse it, or nobody could read it back. */
export function refusedStatus(status: RefusableStatus): GitHubRequestError | undefined {
  const why = refusedContext(status.context) ?? refusedSuffix(status);
  if (why === undefined) return undefined;
  const message = `The status of ${status.sha} of ${status.repository} was not sent: ${why}.`;
  return new GitHubRequestError(message, { status: 422, refusal: "not-sent" });
}

function refusedContext(context: string): string | undefined {
  const { length } = Array.from(context);
  const isPlain = statusLine(context) === context;
  if (length > 0 && length <= LONGEST_CONTEXT && isPlain) return undefined;
  const why = isPlain
    ? `has ${length} characters, and GitHub takes 1 to ${LONGEST_CONTEXT}. Give the environment, the app or the target a shorter name`
    : "has line ends, controls, or characters of four bytes, which GitHub refuses or hides. Name it without them";
  return `its context ${JSON.stringify(context.slice(0, 80))} ${why}`;
}

/** Tells why a description could not be read back. */
export function refusedSuffix({ at, id }: Pick<RefusableStatus, "at" | "id">): string | undefined {
  if (!isStatusId(id)) return "its id needs 1 to 115 visible characters and no space";
  return isStatusTime(at) ? undefined : "its time is none. Write it as RFC 3339";
}
