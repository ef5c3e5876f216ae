import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const SHA256 = `sha256:${"5b".repeat(32)}`;

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("the message of an image kind", () => {
  it.each<[string, Partial<ParsedMessage>]>([
    [
      `Latest image tag for ghcr.io/acme/cart resolved to 1.4.0 with digest ${SHA256} (previously ghcr.io/acme/cart:1.3.2)`,
      { image: "ghcr.io/acme/cart", tag: "1.4.0", digest: SHA256, previous: "ghcr.io/acme/cart:1.3.2" },
    ],
    ["Latest image tag for 'acme/cart' resolved to 1.1.0", { image: "acme/cart", tag: "1.1.0" }],
    [
      "Latest image tag for 'acme/cart' updated from 1.0.0 to 1.1.0",
      { image: "acme/cart", tag: "1.1.0", previous: "1.0.0" },
    ],
  ])("names image and tag: %j", (message, expected) => {
    expectParsed(message, { code: "image-resolved", ...expected } as ParsedMessage);
  });

  it("counts tags", () => {
    expectParsed("successful scan: found 211 tags with checksum 2837465102", { code: "image-scanned", tagCount: 211 });
    expectParsed("successful scan: found 3 tags", { code: "image-scanned", tagCount: 3 });
  });

  it.each<[string, Partial<ParsedMessage>]>([
    [
      "pushed commit '4a6d1f0' to branch 'main'\nUpdate images\n\n- cart:1.4.0",
      { commit: "4a6d1f0", branch: "main", refspecs: [], commitMessage: "Update images\n\n- cart:1.4.0" },
    ],
    [
      "pushed commit '4a6d1f0' to branch 'main' and refspecs 'refs/heads/a', 'refs/heads/b'",
      { commit: "4a6d1f0", branch: "main", refspecs: ["refs/heads/a", "refs/heads/b"], commitMessage: "" },
    ],
    [
      "Committed and pushed change 4a6d1f0c to main\nUpdate",
      { commit: "4a6d1f0c", branch: "main", refspecs: [], commitMessage: "Update" },
    ],
  ])("names the commit that Flux made: %j", (message, expected) => {
    expectParsed(message, { code: "commit-pushed", ...expected } as ParsedMessage);
  });
});
