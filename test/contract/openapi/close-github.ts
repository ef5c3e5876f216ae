import type { EmbeddedGitHub } from "@gitops/testing";
import { expect } from "vitest";

import { checkExchange } from "./check-exchange.ts";

/** Closes an embedded GitHub at the end of a test, which fails if GitHub itself would not have been called like this. */
export async function closeGitHub(github: EmbeddedGitHub): Promise<void> {
  await github.close();
  // Without a route the embedded GitHub answered 404: that is for the test to expect.
  const calls = github.calls.filter(({ route }) => route !== "");
  expect(calls.flatMap(checkExchange)).toEqual([]);
}
