import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../../test-bed.ts";

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}

interface Label {
  readonly name: string;
  readonly color: string;
}

describe("conversation and labels of a pull request", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
    await bed.branch("topic", { topic: "1" });
    await bed.call("POST /pulls", { title: "Topic", head: "topic", base: "main" });
  });
  afterEach(async () => {
    await bed.close();
  });

  it("takes comments, which can be changed and deleted", async () => {
    const first = await bed.call<Comment>("POST /issues/1/comments", { body: "one" }, "ada");
    const second = await bed.call<Comment>("POST /issues/1/comments", { body: "two" });
    await bed.call(`PATCH /issues/comments/${first.body.id}`, { body: "uno" });
    const listed = await bed.call<readonly Comment[]>("GET /issues/1/comments");

    expect(listed.body.map(({ body, user }) => `${user.login}: ${body}`)).toEqual(["ada: uno", "bot: two"]);
    expect((await bed.call(`DELETE /issues/comments/${second.body.id}`)).status).toBe(204);
    expect((await bed.call(`GET /issues/comments/${second.body.id}`)).status).toBe(404);
  });

  it("refuses a comment without text, with too much of it, and on nothing", async () => {
    expect((await bed.call("POST /issues/1/comments", {})).status).toBe(422);
    expect((await bed.call("POST /issues/1/comments", { body: "x".repeat(65_537) })).body).toMatchObject({
      errors: [{ message: "body is too long (maximum is 65536 characters)" }],
    });
    expect((await bed.call("POST /issues/9/comments", { body: "x" })).status).toBe(404);
  });

  it("takes labels, and makes those that the repository lacks", async () => {
    await bed.call("POST /labels", { name: "Promotion", color: "00ff00" });
    const added = await bed.call<readonly Label[]>("POST /issues/1/labels", { labels: ["promotion", "new", "NEW"] });
    const known = await bed.call<readonly Label[]>("GET /labels");

    expect(added.body.map(({ name }) => name)).toEqual(["Promotion", "new"]);
    expect(known.body.map(({ name, color }) => `${name} ${color}`)).toEqual(["Promotion 00ff00", "new ededed"]);
  });

  it("replaces and removes labels", async () => {
    await bed.call("PUT /issues/1/labels", { labels: ["a", "b"] });
    await bed.call("PUT /issues/1/labels", { labels: ["b", "c"] });
    const removed = await bed.call<readonly Label[]>("DELETE /issues/1/labels/B");

    expect(removed.body.map(({ name }) => name)).toEqual(["c"]);
    expect(await bed.call("DELETE /issues/1/labels/a")).toMatchObject({
      status: 404,
      body: { message: "Label does not exist" },
    });
    expect((await bed.call<readonly Label[]>("GET /issues/1/labels")).body).toHaveLength(1);
  });

  it("refuses a label that the repository has", async () => {
    await bed.call("POST /labels", { name: "a" });

    expect(await bed.call("POST /labels", { name: "A" })).toMatchObject({
      status: 422,
      body: { errors: [{ resource: "Label", code: "already_exists", field: "name" }] },
    });
  });
});
