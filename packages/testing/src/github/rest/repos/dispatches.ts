import { actIn } from "../../acting.ts";
import { unprocessable } from "../../http/api-problem.ts";
import { invalidRequest, readObject, requireString } from "../../http/request-body.ts";
import { type ApiReply, type RepositoryRequest, type RepositoryRoute } from "../../http/route.ts";
import { settingsOf } from "../../records/repository.ts";
import { emitEvent } from "../../webhooks/emit-event.ts";

/** `repository_dispatch`: fire and forget, without a body or an id in the answer. */
export const dispatchRoutes: readonly RepositoryRoute[] = [
  {
    route: "POST /repos/{owner}/{repo}/dispatches",
    documentation: "https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event",
    answer: dispatch,
  },
];

const LONGEST_EVENT_TYPE = 100;
const MOST_PROPERTIES = 10;
/** "Less than 64KB"; the error is in mvasigh/dispatch-action#23. */
const PAYLOAD_BYTES = 64 * 1024;

function dispatch(request: RepositoryRequest): ApiReply {
  const acting = actIn(request);
  const { body, github, repository } = request;
  const eventType = requireString(body, "event_type");
  const length = Array.from(eventType).length;
  if (length === 0) throw invalidRequest("At least 1 character is required; only 0 were supplied.");
  if (length > LONGEST_EVENT_TYPE) {
    throw invalidRequest(`Only ${LONGEST_EVENT_TYPE} characters are allowed; ${length} were supplied.`);
  }
  const clientPayload = readObject(body, "client_payload") ?? {};
  const properties = Object.keys(clientPayload).length;
  if (properties > MOST_PROPERTIES) {
    // prowler-cloud/prowler#12370
    throw invalidRequest(`No more than ${MOST_PROPERTIES} properties are allowed; ${properties} were supplied.`);
  }
  if (Buffer.byteLength(JSON.stringify(clientPayload)) >= PAYLOAD_BYTES) {
    throw unprocessable("client_payload is too large.");
  }

  emitEvent(acting, "repository_dispatch", {
    action: eventType,
    branch: settingsOf(repository).defaultBranch,
    client_payload: clientPayload,
    installation: null,
  });
  github.workflows.dispatch(repository, acting.actor, { eventType, clientPayload });
  return { status: 204 };
}
