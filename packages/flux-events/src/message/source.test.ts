import { describe, expect, it } from "vitest";

import { parseMessage, type ParsedMessage } from "./parse-message.ts";

const SHA256 = `sha256:${"5b".repeat(32)}`;

const expectParsed = (message: string, parsed: ParsedMessage) => {
  expect(parseMessage(message)).toEqual(parsed);
};

describe("the message of a source", () => {
  it.each<[string, Partial<ParsedMessage>]>([
    ["stored artifact for commit 'fix: don't crash (#12)'", { commitSubject: "fix: don't crash (#12)" }],
    ["stored artifact for 'main@sha1:0c8f4c3'", { commitSubject: "main@sha1:0c8f4c3" }],
    [
      `stored artifact with revision 'latest@${SHA256}' from 'oci://ghcr.io/acme/shop', origin source 'https://github.com/acme/shop', origin revision 'main@sha1:0c8f'`,
      {
        revision: `latest@${SHA256}`,
        url: "oci://ghcr.io/acme/shop",
        originUrl: "https://github.com/acme/shop",
        originRevision: "main@sha1:0c8f",
      },
    ],
    [
      `stored artifact with revision '${SHA256}' from 'oci://ghcr.io/acme/shop'`,
      { revision: SHA256, url: "oci://ghcr.io/acme/shop" },
    ],
    ["stored artifact with 12 fetched files from 'my-bucket' bucket", {}],
    ["stored fetched index of size 30.88kB from 'https://charts.example.com'", { url: "https://charts.example.com" }],
    ["pulled 'redis' chart with version '20.6.2'", { chart: "redis", revision: "20.6.2" }],
    [
      "packaged 'redis' chart with version '20.6.2+1' and merged values files ['a.yaml']",
      { chart: "redis", revision: "20.6.2+1" },
    ],
    ["Fetched revision: main/0c8f4c3a", { revision: "main/0c8f4c3a" }],
  ])("names what was stored: %j", (message, expected) => {
    expectParsed(message, { code: "artifact-stored", ...expected } as ParsedMessage);
  });
});
