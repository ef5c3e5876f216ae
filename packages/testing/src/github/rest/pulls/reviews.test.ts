import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type Problem, type TestBed } from "../../test-bed.ts";

interface Review {
  readonly id: number;
  readonly state: string;
  readonly commit_id: string;
  readonly user: { readonly login: string };
}

interface Reviewers {
  readonly users: readonly { readonly login: string }[];
}

describe("reviews", () => {
  let bed: TestBed;
  let head: string;

  beforeEach(async () => {
    bed = await openTestBed();
    head = await bed.branch("topic", { topic: "1" });
    await bed.call("POST /pulls", { title: "Topic", head: "topic", base: "main" });
  });
  afterEach(async () => {
    await bed.close();
  });

  async function review(body: object, login = "ada"): ReturnType<typeof bed.call<Review>> {
    return bed.call<Review>("POST /pulls/1/reviews", body, login);
  }

  async function list(login = "bot"): Promise<readonly string[]> {
    const { body } = await bed.call<readonly Review[]>("GET /pulls/1/reviews", undefined, login);
    return body.map(({ state, user }) => `${state} by ${user.login}`);
  }

  it("approve the head that they saw, and stay with it", async () => {
    const approved = await review({ event: "APPROVE" });
    await bed.branch("topic", { topic: "2" }, head);

    expect(approved).toMatchObject({ status: 200, body: { state: "APPROVED", commit_id: head } });
    expect((await bed.call<Review>(`GET /pulls/1/reviews/${approved.body.id}`)).body.commit_id).toBe(head);
  });

  it.each([
    [{ event: "APPROVE" }, "Can not approve your own pull request"],
    [{ event: "REQUEST_CHANGES", body: "no" }, "Can not request changes on your own pull request"],
  ])("of one's own pull request may not be %j", async (body, reason) => {
    expect(await review(body, "bot")).toMatchObject({
      status: 422,
      body: { message: "Unprocessable Entity", errors: [reason] },
    });
    expect((await review({ event: "COMMENT", body: "hm" }, "bot")).status).toBe(200);
  });

  it("need a body unless they approve", async () => {
    expect((await review({ event: "REQUEST_CHANGES" })).status).toBe(422);
    expect((await review({ event: "REQUEST_CHANGES", body: "no" })).body.state).toBe("CHANGES_REQUESTED");
  });

  it("are seen by their author only until they are submitted", async () => {
    await review({ body: "later" });

    expect(await list("ada")).toEqual(["PENDING by ada"]);
    expect(await list("bot")).toEqual([]);
  });

  it("can be dismissed with a message, unless they only comment", async () => {
    const approved = await review({ event: "APPROVE" });
    const comment = await review({ event: "COMMENT", body: "hm" });
    const dismiss = (id: number, body: object): ReturnType<typeof bed.call<Problem>> =>
      bed.call(`PUT /pulls/1/reviews/${id}/dismissals`, body);

    expect((await dismiss(approved.body.id, {})).status).toBe(422);
    expect((await dismiss(comment.body.id, { message: "m" })).body.message).toMatch(/^Can not dismiss a commented/);
    expect((await dismiss(approved.body.id, { message: "m" })).status).toBe(200);
    expect(await list()).toEqual(["DISMISSED by ada", "COMMENTED by ada"]);
  });

  it("are requested, and the request ends with the review", async () => {
    const requested = await bed.call("POST /pulls/1/requested_reviewers", { reviewers: ["ada"] });
    const before = await bed.call<Reviewers>("GET /pulls/1/requested_reviewers");
    await review({ event: "COMMENT", body: "hm" });
    const after = await bed.call<Reviewers>("GET /pulls/1/requested_reviewers");

    expect(requested.status).toBe(201);
    expect(before.body.users.map(({ login }) => login)).toEqual(["ada"]);
    expect(after.body.users).toEqual([]);
  });

  it("are not requested from the author, nor from strangers", async () => {
    const request = (reviewers: readonly string[]): ReturnType<typeof bed.call<Problem>> =>
      bed.call("POST /pulls/1/requested_reviewers", { reviewers });

    expect(await request(["bot"])).toMatchObject({
      status: 422,
      body: { message: "Review cannot be requested from pull request author." },
    });
    expect((await request(["stranger"])).body.message).toMatch(/^Reviews may only be requested from collaborators\./);
  });

  it("are not requested any more when the request was taken back", async () => {
    await bed.call("POST /pulls/1/requested_reviewers", { reviewers: ["ada"] });
    await bed.call("DELETE /pulls/1/requested_reviewers", { reviewers: ["Ada"] });

    expect((await bed.call<Reviewers>("GET /pulls/1/requested_reviewers")).body.users).toEqual([]);
  });
});
