import { expect } from "vitest";

import type { Parameters, Rest } from "../../../scripts/verify-github/rest.ts";

/** Calls one operation and returns its decoded answer; fails the test when the status is not the expected one. */
export type Call = <Body = never>(route: string, parameters?: Parameters, status?: number) => Promise<Body>;

/** Drives a GitHub over HTTP. Any status below 400 is expected unless another one is given. */
export function createDriver(rest: Rest): Call {
  return async <Body>(route: string, parameters: Parameters = {}, expected?: number): Promise<Body> => {
    const { status, body } = await rest(route, parameters);
    const isExpected = expected === undefined ? status < 400 : status === expected;
    expect(isExpected, `${route} answered ${status}: ${JSON.stringify(body)}`).toBe(true);
    return body as Body;
  };
}
