import { GitHubRequestError } from "../github/errors.ts";
import { isStatusId } from "../status/description.ts";
import type { Dispatch } from "./dispatch.ts";
import { INTENT_SEPARATOR } from "./intent.ts";

const LONGEST_EVENT_TYPE = 100;
const PAYLOAD_BYTES = 64 * 1024;
const MOST_PROPERTIES = 10;
const LONGEST_ID = 106;

/**
 * Tells why GitHub would refuse a dispatch, before anything is written or sent; undefined when it would not.
 *
 * @see https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event
 */
export function refusedDispatch({ repository, eventType, payload }: Dispatch): GitHubRequestError | undefined {
  const refused = refusedId(repository, payload.id);
  if (refused !== undefined) return refused;
  const length = Array.from(eventType).length;
  if (length === 0 || length > LONGEST_EVENT_TYPE) {
    const why = `its event type has ${length} characters, and GitHub takes 1 to ${LONGEST_EVENT_TYPE}. Name a shorter one`;
    return refuse(repository, why);
  }
  const properties = Object.keys(payload).length;
  if (properties > MOST_PROPERTIES) {
    return refuse(repository, `its payload has ${properties} keys, and GitHub takes ${MOST_PROPERTIES}. Nest them`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  if (bytes < PAYLOAD_BYTES) return undefined;
  const { targets } = payload;
  const why = `its payload has ${bytes} bytes and ${targets.length} targets, and GitHub takes less than ${PAYLOAD_BYTES} bytes`;
  return refuse(repository, `${why}. Split the slot, or give its targets shorter names`);
}

/** Tells why a dispatch could not be found again by its id, which its ledger carries with a mark of nine characters. */
export function refusedId(repository: string, id: string): GitHubRequestError | undefined {
  if (isStatusId(id) && id.length <= LONGEST_ID && !id.includes(INTENT_SEPARATOR)) return undefined;
  return refuse(repository, `its id needs 1 to ${LONGEST_ID} visible characters, no space and no ${INTENT_SEPARATOR}`);
}

/** Makes the error of a dispatch that is not sent at all. */
export function refuse(repository: string, why: string): GitHubRequestError {
  const message = `The dispatch to ${repository} was not sent: ${why}.`;
  return new GitHubRequestError(message, { status: 422, refusal: "not-sent" });
}
