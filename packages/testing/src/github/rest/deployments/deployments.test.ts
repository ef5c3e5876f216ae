import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type Problem, type TestBed } from "../../test-bed.ts";

interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly original_environment: string;
  readonly production_environment: boolean;
  readonly payload: unknown;
}

interface Status {
  readonly state: string;
  readonly target_url: string;
  readonly environment: string;
}

/** What an SDK has to send so that nothing but the deployment happens. */
const PLAIN = { auto_merge: false, required_contexts: [] };

describe("deployments", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
  });
  afterEach(async () => {
    await bed.close();
  });

  async function deploy(body: object): ReturnType<typeof bed.call<Deployment & Problem>> {
    return bed.call<Deployment & Problem>("POST /deployments", { ref: "main", ...body });
  }

  async function report(id: number, body: object): ReturnType<typeof bed.call<Status & Problem>> {
    return bed.call<Status & Problem>(`POST /deployments/${id}/statuses`, body);
  }

  async function states(id: number): Promise<readonly string[]> {
    return (await bed.call<readonly Status[]>(`GET /deployments/${id}/statuses`)).body.map(({ state }) => state);
  }

  it("are to production unless another environment is named", async () => {
    const { body, status } = await deploy(PLAIN);
    const dev = await deploy({ ...PLAIN, environment: "dev", payload: { release: "r1" } });

    expect(status).toBe(201);
    expect(body).toMatchObject({ environment: "production", production_environment: true, sha: bed.head, payload: {} });
    expect(dev.body).toMatchObject({ production_environment: false, payload: { release: "r1" } });
  });

  it("make the environment that they name", async () => {
    await deploy({ ...PLAIN, environment: "Dev" });
    await deploy({ ...PLAIN, environment: "dev" });
    const { body } = await bed.call<{ environments: readonly { name: string }[] }>("GET /environments");

    expect(body.environments.map(({ name }) => name)).toEqual(["Dev"]);
    expect((await bed.call("GET /environments/DEV")).status).toBe(200);
    expect((await bed.call("GET /environments/none")).status).toBe(404);
  });

  it("are listed newest first, by sha, ref, task and environment", async () => {
    const first = await deploy({ ...PLAIN, environment: "dev" });
    const second = await deploy({ ...PLAIN, environment: "prod", task: "migrate", ref: bed.head });
    const list = async (query: string): Promise<readonly number[]> =>
      (await bed.call<readonly Deployment[]>(`GET /deployments${query}`)).body.map(({ id }) => id);

    expect(await list("")).toEqual([second.body.id, first.body.id]);
    expect(await list("?environment=dev")).toEqual([first.body.id]);
    expect(await list(`?ref=${bed.head}&task=migrate`)).toEqual([second.body.id]);
    expect(await list(`?sha=${bed.head}`)).toHaveLength(2);
  });

  it("need every context to be a success unless the contexts are named", async () => {
    await bed.call(`POST /statuses/${bed.head}`, { state: "pending", context: "ci" });
    await bed.call(`POST /statuses/${bed.head}`, { state: "success", context: "lint" });

    expect(await deploy({ auto_merge: false })).toMatchObject({
      status: 409,
      body: {
        message: "Conflict: Commit status checks failed for main.",
        errors: [{ contexts: [{ context: "ci", state: "pending" }, {}], field: "required_contexts", code: "invalid" }],
      },
    });
    expect((await deploy({ auto_merge: false, required_contexts: ["none"] })).status).toBe(409);
    expect((await deploy({ auto_merge: false, required_contexts: ["lint"] })).status).toBe(201);
    expect((await deploy(PLAIN)).status).toBe(201);
  });

  it("of a branch behind the default branch become a merge instead", async () => {
    const topic = await bed.branch("topic", { topic: "1" });
    const main = await bed.branch("main", { main: "1" });
    const merged = await deploy({ ref: "topic" });

    expect(merged).toMatchObject({ status: 202, body: { message: "Auto-merged main into topic on deployment." } });
    expect(await bed.git("show", "-s", "--format=%P", "topic")).toBe(`${topic} ${main}`);
    expect((await deploy({ ref: "topic" })).status).toBe(201);
  });

  it("are a conflict when that merge is impossible", async () => {
    await bed.branch("topic", { "README.md": "theirs\n" });
    await bed.branch("main", { "README.md": "ours\n" });

    for (const ref of ["topic", bed.head]) {
      expect(await deploy({ ref })).toMatchObject({
        status: 409,
        body: { message: `Conflict merging main into ${ref}.` },
      });
    }
  });

  it("need a revision that exists", async () => {
    expect(await deploy({ ref: "none" })).toMatchObject({ status: 422, body: { message: "No ref found for: none" } });
  });

  it("go through states, and log_url is target_url", async () => {
    const { id } = (await deploy({ ...PLAIN, environment: "dev" })).body;
    await report(id, { state: "in_progress" });
    const done = await report(id, { state: "success", log_url: "https://example.com/log" });

    expect(done).toMatchObject({ status: 201, body: { target_url: "https://example.com/log", environment: "dev" } });
    expect(await states(id)).toEqual(["success", "in_progress"]);
  });

  it("refuse a status that is too long or unknown, and one for nothing", async () => {
    const { id } = (await deploy(PLAIN)).body;

    expect(await report(id, { state: "success", description: "x".repeat(141) })).toMatchObject({
      status: 422,
      body: { errors: [{ resource: "DeploymentStatus", field: "description" }] },
    });
    expect((await report(id, { state: "done" })).status).toBe(422);
    expect((await report(1, { state: "success" })).status).toBe(404);
  });

  it("become inactive when a later one of their environment succeeds", async () => {
    const make = async (environment: string, extra: object = {}): Promise<number> =>
      (await deploy({ ...PLAIN, environment, ...extra })).body.id;
    const earlier = await make("dev");
    const failed = await make("dev");
    const transient = await make("dev", { transient_environment: true });
    const elsewhere = await make("stage");
    const production = await make("production");
    for (const id of [earlier, transient, elsewhere, production]) {
      await report(id, { state: "success", auto_inactive: false });
    }
    await report(failed, { state: "failure" });
    await report(await make("dev"), { state: "success" });
    await report(await make("production"), { state: "success" });

    expect(await states(earlier)).toEqual(["inactive", "success"]);
    for (const id of [transient, elsewhere, production]) expect(await states(id)).toEqual(["success"]);
    expect(await states(failed)).toEqual(["failure"]);
  });

  it("stay active when auto_inactive is false", async () => {
    const earlier = (await deploy({ ...PLAIN, environment: "dev" })).body.id;
    await report(earlier, { state: "success" });
    const later = (await deploy({ ...PLAIN, environment: "dev" })).body.id;
    await report(later, { state: "success", auto_inactive: false });

    expect(await states(earlier)).toEqual(["success"]);
  });

  it("move to another environment with a status", async () => {
    const { id } = (await deploy({ ...PLAIN, environment: "dev" })).body;
    await report(id, { state: "success", environment: "stage" });
    const { body } = await bed.call<Deployment>(`GET /deployments/${id}`);

    expect(body).toMatchObject({ environment: "stage", original_environment: "dev" });
  });

  it("have environments with variables that can be read", async () => {
    await bed.call("PUT /environments/prod%2Feu");
    await bed.call("POST /environments/prod%2Feu/variables", { name: "replicas", value: "3" });
    const again = await bed.call("POST /environments/prod%2Feu/variables", { name: "REPLICAS", value: "4" });
    const { body } = await bed.call<{ variables: readonly unknown[] }>("GET /environments/prod%2Feu/variables");

    expect(body).toMatchObject({ total_count: 1, variables: [{ name: "REPLICAS", value: "3" }] });
    expect(again.status).toBe(409);
  });
});
