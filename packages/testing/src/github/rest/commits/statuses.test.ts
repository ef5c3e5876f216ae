import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../../test-bed.ts";

interface Status {
  readonly state: string;
  readonly context: string;
  readonly description: string | null;
  readonly creator?: { readonly login: string };
  readonly created_at: string;
}

interface Combined {
  readonly state: string;
  readonly total_count: number;
  readonly statuses: readonly Status[];
}

describe("commit statuses", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed({ now: () => new Date("2026-01-02T03:04:05.999Z") });
  });
  afterEach(async () => {
    await bed.close();
  });

  async function post(state: string, context?: string, login?: string): ReturnType<typeof bed.call<Status>> {
    const body = { state, ...(context === undefined ? {} : { context }) };
    return bed.call<Status>(`POST /statuses/${bed.head}`, body, login);
  }

  async function combined(): Promise<Combined> {
    return (await bed.call<Combined>("GET /commits/main/status")).body;
  }

  it("are kept with their creator and listed newest first", async () => {
    await post("pending", "gitops/dev/cart");
    await post("success", "gitops/dev/cart", "ada");
    const { body } = await bed.call<readonly Status[]>("GET /commits/main/statuses");

    expect(body.map(({ state, creator }) => `${state} by ${creator?.login ?? ""}`)).toEqual([
      "success by ada",
      "pending by bot",
    ]);
    expect(body[0]?.created_at).toBe("2026-01-02T03:04:05Z");
  });

  it("have the context default unless one is given", async () => {
    expect((await post("success")).body).toMatchObject({ context: "default", description: null });
  });

  it("of contexts that differ only in case are one in the combined status", async () => {
    await post("failure", "CI/Build");
    await post("success", "ci/build");

    expect(await combined()).toMatchObject({
      state: "success",
      total_count: 1,
      statuses: [{ context: "ci/build" }],
    });
  });

  it.each([
    [[], "pending"],
    [["success", "success"], "success"],
    [["success", "pending"], "pending"],
    [["pending", "failure"], "failure"],
    [["success", "error"], "failure"],
  ])("combine %j to %s", async (states, result) => {
    for (const [index, state] of states.entries()) await post(state, `context ${index}`);

    expect((await combined()).state).toBe(result);
  });

  it("may be described by 140 characters, not by 141", async () => {
    const describe140 = await bed.call(`POST /statuses/${bed.head}`, {
      state: "success",
      description: "ü".repeat(140),
    });
    const describe141 = await bed.call(`POST /statuses/${bed.head}`, {
      state: "success",
      description: "x".repeat(141),
    });

    expect(describe140.status).toBe(201);
    expect(describe141).toMatchObject({
      status: 422,
      body: {
        message: "Validation Failed",
        errors: [
          {
            resource: "Status",
            code: "custom",
            field: "description",
            message: "description is too long (maximum is 140 characters)",
          },
        ],
      },
    });
  });

  it("are a thousand per commit and context at most", async () => {
    for (let count = 0; count < 1000; count += 1) await post("pending", count % 2 === 0 ? "full" : "FULL");
    const refused = await post("success", "Full");

    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ message: "This SHA and context has reached the maximum number of statuses." }] },
    });
    expect((await post("success", "other")).status).toBe(201);
  });

  it("belong to commits that exist", async () => {
    const unknown = "1".repeat(40);
    const tree = await bed.git("rev-parse", "main^{tree}");
    for (const sha of [unknown, tree, "main"]) {
      expect(await bed.call(`POST /statuses/${sha}`, { state: "success" })).toMatchObject({
        status: 422,
        body: { message: `No commit found for SHA: ${sha}` },
      });
    }
    expect((await bed.call(`GET /commits/${unknown}/status`)).status).toBe(404);
  });

  it("have one of four states", async () => {
    expect((await post("done")).status).toBe(422);
    expect((await bed.call(`POST /statuses/${bed.head}`, {})).body.message).toContain(`"state" wasn't supplied.`);
  });
});
