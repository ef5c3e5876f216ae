import { describe, expect, it } from "vitest";

import { checkBaseUrl, graphqlUrlOf, webUrlOf } from "./base-url.ts";

const BASES = [
  ["https://api.github.com", "https://github.com", "https://api.github.com/graphql"],
  ["https://github.example.com/api/v3", "https://github.example.com", "https://github.example.com/api/graphql"],
  ["https://api.acme.ghe.com", "https://acme.ghe.com", "https://api.acme.ghe.com/graphql"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/graphql"],
  ["http://localhost:8080/api/v3", "http://localhost:8080", "http://localhost:8080/api/graphql"],
  ["https://api.example.com/api/v3", "https://api.example.com", "https://api.example.com/api/graphql"],
] as const;

describe("the base of the REST API", () => {
  it.each(BASES)("%s is one; its pages are at %s, its GraphQL at %s", (base, web, graphql) => {
    expect(checkBaseUrl(base)).toBe(base);
    expect(webUrlOf(base)).toBe(web);
    expect(graphqlUrlOf(base)).toBe(graphql);
  });

  it.each([
    ["https://github.com", "https://api.github.com"],
    ["https://api.github.com/", "https://api.github.com"],
    ["https://api.github.com/api/v3", "https://api.github.com"],
    ["http://api.github.com", "https://api.github.com"],
    ["https://acme.ghe.com", "https://api.acme.ghe.com"],
    ["https://api.acme.ghe.com/api/v3", "https://api.acme.ghe.com"],
    ["https://github.example.com", "https://github.example.com/api/v3"],
    ["https://github.example.com/api/v3/", "https://github.example.com/api/v3"],
    ["https://github.example.com/api/graphql", "https://github.example.com/api/v3"],
    ["http://127.0.0.1:8080/", "http://127.0.0.1:8080"],
    ["https://github.example.com/api/v3?page=1", "https://github.example.com/api/v3"],
  ])("%s is none: the error says %s", (wrong, right) => {
    expect(() => checkBaseUrl(wrong)).toThrow(
      new TypeError(`baseUrl is "${wrong}", which is not the REST API. Write "${right}".`),
    );
  });

  it("is refused without being shown when it holds credentials", () => {
    expect(() => checkBaseUrl("https://bot:hunter2@github.example.com/api/v3")).toThrow(/^baseUrl holds credentials/);
    expect(() => checkBaseUrl("github.example.com")).toThrow(/^baseUrl is no URL/);
  });
});
