import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../test-bed.ts";
import { restPathOfPage } from "./web-page.ts";

describe("an address for people", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
  });
  afterEach(async () => {
    await bed.close();
  });

  it("leads to the JSON of the pull request that it is the html_url of", async () => {
    await bed.branch("topic", { topic: "1" });
    const { body } = await bed.call<{ readonly html_url: string }>("POST /pulls", {
      title: "Topic",
      head: "topic",
      base: "main",
    });
    const page = await fetch(body.html_url);
    expect(await page.json()).toMatchObject({ number: 1, title: "Topic" });
  });

  it.each([
    ["/acme/shop", "/repos/acme/shop"],
    ["/acme/shop/commit/abc", "/repos/acme/shop/commits/abc/status"],
    ["/acme/shop/compare/a...b/c", "/repos/acme/shop/compare/a...b/c"],
    ["/repos/acme/shop", undefined],
    ["/users/ada", undefined],
    ["/", undefined],
  ])("%s stands for %s", (page, rest) => {
    expect(restPathOfPage(page)).toBe(rest);
  });
});
