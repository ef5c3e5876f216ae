import { expect, it } from "vitest";

import { webUrlOf } from "../src/github-client.ts";

it.each([
  ["https://api.github.com", "https://github.com"],
  ["https://api.acme.ghe.com/", "https://acme.ghe.com"],
  ["https://github.acme.example/api/v3", "https://github.acme.example"],
])("links to the pages of %s", (apiUrl, webUrl) => {
  expect(webUrlOf(apiUrl)).toBe(webUrl);
});
