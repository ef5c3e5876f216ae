import { GitHubRequestError } from "../github/errors.ts";
import { statusLine } from "../text/one-line.ts";
import type { CommitAddress } from "./read.ts";

// runatlantis/atlantis#2506
const LONGEST_CONTEXT = 255;

/** Tells why GitHub would refuse the context of a status, before it is sent; undefined when it would not. */
export function refusedContext({
  context,
  repository,
  sha,
}: CommitAddress & { readonly context: string }): GitHubRequestError | undefined {
  const { length } = Array.from(context);
  const isPlain = statusLine(context) === context;
  if (length > 0 && length <= LONGEST_CONTEXT && isPlain) return undefined;
  const why = isPlain
    ? `has ${length} characters, and GitHub takes 1 to ${LONGEST_CONTEXT}. Give the environment, the app or the target a shorter name`
    : "has line ends, controls, or characters of four bytes, which GitHub refuses or hides. Name it without them";
  const message = `The status of ${sha} of ${repository} was not sent: its context ${JSON.stringify(context.slice(0, 80))} ${why}.`;
  return new GitHubRequestError(message, { status: 422, refusal: "limits" });
}
