import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../test-bed.ts";

interface Named {
  readonly context: string;
}

describe("pagination", () => {
  let bed: TestBed;

  beforeAll(async () => {
    bed = await openTestBed();
    for (let index = 0; index < 105; index += 1) {
      await bed.call(`POST /statuses/${bed.head}`, { state: "success", context: `c${index}` });
    }
  });
  afterAll(async () => {
    await bed.close();
  });

  async function list(query: string): Promise<{ readonly count: number; readonly link: string | null }> {
    const answer = await bed.call<readonly Named[]>(`GET /commits/${bed.head}/statuses${query}`);
    return { count: answer.body.length, link: answer.headers.get("link") };
  }

  it("gives 30 items unless asked, and 100 at most", async () => {
    expect((await list("")).count).toBe(30);
    expect((await list("?per_page=500")).count).toBe(100);
    expect((await list("?per_page=0")).count).toBe(30);
  });

  it("leads from page to page by links that keep the query", async () => {
    const seen: string[] = [];
    let next: string | undefined = `${bed.github.url}/repos/acme/shop/commits/${bed.head}/statuses?per_page=40`;
    while (next !== undefined) {
      const response: Response = await fetch(next);
      seen.push(...((await response.json()) as readonly Named[]).map(({ context }) => context));
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
    }
    expect(seen).toHaveLength(105);
    expect(new Set(seen).size).toBe(105);
  });

  it("names the first, previous and last page", async () => {
    const { link, count } = await list("?per_page=50&page=3");

    expect(count).toBe(5);
    expect(link).toMatch(/per_page=50&page=2>; rel="prev".*page=1>; rel="first"/);
    expect(link).not.toContain(`rel="next"`);
    expect((await list("?per_page=50")).link).toContain(`page=3>; rel="last"`);
  });

  it("has no links when one page holds everything, and an empty page behind the last", async () => {
    expect((await list("?per_page=100&page=9")).count).toBe(0);
    const branches = await bed.call<readonly unknown[]>("GET /git/matching-refs/heads/");
    expect(branches.headers.get("link")).toBeNull();
  });
});
