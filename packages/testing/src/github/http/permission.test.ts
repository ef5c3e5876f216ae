import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../test-bed.ts";

describe("an account that may only read", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
    bed.github.addAccount({ login: "reader", token: "reader-token", permission: "read" });
    await bed.branch("topic", { topic: "1" });
    await bed.call("POST /pulls", { title: "Topic", head: "topic", base: "main" });
  });
  afterEach(async () => {
    await bed.close();
  });

  it("reads, comments and reviews", async () => {
    expect((await bed.call("GET /pulls/1", undefined, "reader")).status).toBe(200);
    expect((await bed.call("POST /pulls/1/reviews", { event: "APPROVE" }, "reader")).status).toBe(200);
    expect((await bed.call("POST /issues/1/comments", { body: "Nice" }, "reader")).status).toBe(201);
  });

  it("writes nothing else", async () => {
    expect(await bed.call("PUT /pulls/1/merge", {}, "reader")).toMatchObject({
      status: 403,
      body: { message: "Resource not accessible by personal access token" },
    });
  });

  it("is shown as such", async () => {
    const { body } = await bed.call("GET /collaborators/reader/permission");
    expect(body).toMatchObject({ permission: "read", user: { permissions: { push: false } } });
  });
});
