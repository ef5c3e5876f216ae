import { describe, expect, it } from "vitest";

import { checkExchange, type Exchange } from "./check-exchange.ts";
import { uncoveredOperations } from "./coverage.ts";

const DISPATCH = "POST /repos/{owner}/{repo}/dispatches";
const CREATE_REF = "POST /repos/{owner}/{repo}/git/refs";
const DELETE_REF = "DELETE /repos/{owner}/{repo}/git/refs/{ref}";
const LIST_STATUSES = "GET /repos/{owner}/{repo}/commits/{ref}/statuses";
const SET_LABELS = "PUT /repos/{owner}/{repo}/issues/{issue_number}/labels";
const CREATE_STATUS = "POST /repos/{owner}/{repo}/statuses/{sha}";

const REF = {
  ref: "refs/heads/main",
  node_id: "MDM6UmVm",
  url: "https://api.github.com/repos/acme/shop/git/refs/heads/main",
  object: {
    type: "commit",
    sha: "aa218f56b14c9653891f9e74264a383fa43fefbd",
    url: "https://api.github.com/repos/acme/shop/git/commits/aa218f56b14c9653891f9e74264a383fa43fefbd",
  },
};

describe("checkExchange", () => {
  it("accepts what GitHub documents", () => {
    expect(check({ requestBody: { ref: REF.ref, sha: REF.object.sha }, status: 201, responseBody: REF })).toEqual([]);
    expect(check({ route: DISPATCH, requestBody: { event_type: "deployed" }, status: 204 })).toEqual([]);
    expect(check({ route: DELETE_REF, status: 204 })).toEqual([]);
    expect(check({ route: LIST_STATUSES, query: { per_page: "100" }, status: 200, responseBody: [] })).toEqual([]);
    expect(check({ route: SET_LABELS, requestBody: { labels: ["a"] }, status: 200, responseBody: [] })).toEqual([]);
  });

  it("refuses a value outside of an enum", () => {
    const requestBody = { state: "done" };
    const found = check({ route: CREATE_STATUS, requestBody, status: 201, responseBody: {} });
    expect(found).toContain(`${CREATE_STATUS}: request/state must be equal to one of the allowed values`);
  });

  it("refuses a request property that the description does not name, also in nested objects", () => {
    const requestBody = { ref: REF.ref, sha: REF.object.sha, force: true };
    expect(check({ requestBody, status: 201, responseBody: REF })).toEqual([
      `${CREATE_REF}: request/force is not in the description`,
    ]);
    const hook = { config: { url: "https://example.com", secrets: "x" } };
    expect(check({ route: "POST /repos/{owner}/{repo}/hooks", requestBody: hook, status: 201 })).toContain(
      "POST /repos/{owner}/{repo}/hooks: request/config/secrets is not in the description",
    );
    expect(
      check({ route: SET_LABELS, requestBody: { labels: ["a"], label: "b" }, status: 200, responseBody: [] }),
    ).toContain(`${SET_LABELS}: request/label is not in the description`);
  });

  it("refuses an event_type of 101 characters", () => {
    expect(check({ route: DISPATCH, requestBody: { event_type: "x".repeat(100) }, status: 204 })).toEqual([]);
    expect(check({ route: DISPATCH, requestBody: { event_type: "x".repeat(101) }, status: 204 })).toEqual([
      `${DISPATCH}: request/event_type must NOT have more than 100 characters`,
    ]);
  });

  it("refuses a client_payload of 11 properties", () => {
    const payload = (size: number): object =>
      Object.fromEntries(Array.from({ length: size }, (_, index) => [`key${index}`, index]));
    const dispatch = (size: number): readonly string[] =>
      check({ route: DISPATCH, requestBody: { event_type: "deployed", client_payload: payload(size) }, status: 204 });
    expect(dispatch(10)).toEqual([]);
    expect(dispatch(11)).toEqual([`${DISPATCH}: request/client_payload must NOT have more than 10 properties`]);
  });

  it("refuses a query parameter that is unknown or of the wrong type", () => {
    const query = { per_page: "many", perPage: "100" };
    expect(check({ route: LIST_STATUSES, query, status: 200, responseBody: [] })).toEqual([
      `${LIST_STATUSES}: query/per_page must be integer`,
      `${LIST_STATUSES}: query/perPage is not in the description`,
    ]);
  });

  it("refuses a body that is missing or that the operation does not take", () => {
    expect(check({ status: 201, responseBody: REF })).toEqual([`${CREATE_REF}: request has no body`]);
    expect(check({ route: DELETE_REF, requestBody: {}, status: 204 })).toEqual([
      `${DELETE_REF}: request has a body, which the description does not give`,
    ]);
  });

  it("refuses a status that the operation does not have", () => {
    expect(check({ route: DELETE_REF, status: 202 })).toEqual([
      `${DELETE_REF}: answer 202 is not a status of this operation`,
    ]);
  });

  it("refuses an answer that lacks a field, has a wrong one, or should be empty", () => {
    const requestBody = { ref: REF.ref, sha: REF.object.sha };
    const { node_id, ...withoutNodeId } = REF;
    expect(check({ requestBody, status: 201, responseBody: withoutNodeId })).toEqual([
      `${CREATE_REF}: answer 201 must have required property 'node_id'`,
    ]);
    expect(check({ requestBody, status: 201, responseBody: { ...REF, node_id: [node_id] } })).toEqual([
      `${CREATE_REF}: answer 201/node_id must be string`,
    ]);
    expect(check({ requestBody, status: 201, responseBody: { ...REF, url: "not an address" } })).toEqual([
      `${CREATE_REF}: answer 201/url must match format "uri"`,
    ]);
    expect(check({ route: DELETE_REF, status: 204, responseBody: {} })).toEqual([
      `${DELETE_REF}: answer 204 has a body, which the description does not give`,
    ]);
  });

  it("accepts null only where the description does", () => {
    const tokens = "POST /app/installations/{installation_id}/access_tokens";
    const deployments = "GET /repos/{owner}/{repo}/deployments";
    const deployment = { description: null, creator: null, url: null };
    const found = check({ route: deployments, status: 200, responseBody: [deployment] });
    expect(found).toContain(`${deployments}: answer 200/0/url must be string`);
    expect(found.filter((text) => text.includes("0/description") || text.includes("0/creator"))).toEqual([]);
    expect(check({ route: tokens, status: 201, responseBody: { token: "x", expires_at: "x" } })).toEqual([]);
  });

  it.each([401, 403, 404, 409, 422, 429])("accepts %d from any operation, with a message", (status) => {
    const documentation = "https://docs.github.com/rest";
    const responseBody = { message: "No", documentation_url: documentation, status: String(status) };
    expect(check({ route: CREATE_STATUS, status, responseBody })).toEqual([]);
    expect(check({ route: CREATE_STATUS, status, responseBody: {} })).toEqual([
      `${CREATE_STATUS}: answer ${status} must have required property 'message'`,
    ]);
  });

  it("accepts that an error without a described body has a message", () => {
    const isMerged = "GET /repos/{owner}/{repo}/pulls/{pull_number}/merge";
    expect(check({ route: isMerged, status: 404 })).toEqual([]);
    expect(check({ route: isMerged, status: 404, responseBody: { message: "Not Found" } })).toEqual([]);
    expect(check({ route: isMerged, status: 404, responseBody: {} })).toEqual([
      `${isMerged}: answer 404 must have required property 'message'`,
    ]);
  });

  it("accepts a known mistake of the description only where it is one", () => {
    const labels = (description: null | string) => [{ id: 1, labels: [{ description }] }];
    const reported = check({
      route: "GET /repos/{owner}/{repo}/pulls",
      status: 200,
      responseBody: [...labels("given"), ...labels(null)],
    });
    expect(reported.length).toBeGreaterThan(0);
    expect(reported.filter((text) => text.includes("/description"))).toEqual([]);
  });

  it("does not compare a request that was refused", () => {
    const refusal = { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" };
    expect(check({ requestBody: { nonsense: true }, status: 404, responseBody: refusal })).toEqual([]);
  });

  it("accepts any 5xx, with whatever body", () => {
    expect(check({ status: 502 })).toEqual([]);
    expect(check({ status: 503, responseBody: "<html>" })).toEqual([]);
  });

  it("names an operation that the description lacks", () => {
    expect(check({ route: "GET /repos/{owner}/{repo}/weather", status: 200 })).toEqual([
      '"GET /repos/{owner}/{repo}/weather" is not described: if GitHub has it, add it to operations.json and run npm run openapi',
    ]);
  });

  function check(exchange: Partial<Exchange>): readonly string[] {
    return checkExchange({
      route: CREATE_REF,
      query: {},
      requestBody: undefined,
      status: 200,
      responseBody: undefined,
      ...exchange,
    });
  }
});

describe("uncoveredOperations", () => {
  it("lists operations that were not called, or only refused", () => {
    const uncovered = uncoveredOperations([
      { route: CREATE_REF, status: 201 },
      { route: DELETE_REF, status: 422 },
    ]);

    expect(uncovered).not.toContain(CREATE_REF);
    expect(uncovered).toContain(DELETE_REF);
    expect(uncovered).toContain(DISPATCH);
  });
});
