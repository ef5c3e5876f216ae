import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { mintToken } from "../../apps/test-bed.ts";
import type { Permissions } from "../../apps/app.ts";
import { openTestBed, type TestBed } from "../../test-bed.ts";

interface Requests {
  readonly users: readonly unknown[];
  readonly teams: readonly { readonly slug: string }[];
}

describe("teams", () => {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await openTestBed();
    bed.github.createTeam("acme/deployers", { members: ["ada"], name: "Deployers" });
  });
  afterEach(async () => {
    await bed.close();
  });

  async function membership(team: string, login: string, token = "bot-token"): Promise<readonly unknown[]> {
    const path = `/orgs/acme/teams/${team}/memberships/${login}`;
    const response = await fetch(`${bed.github.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const { state, message } = (await response.json()) as { readonly state?: string; readonly message?: string };
    return [response.status, state ?? message];
  }

  it("say who is in them, whatever the case of the names", async () => {
    expect(await membership("Deployers", "Ada")).toEqual([200, "active"]);
    expect(await membership("deployers", "bot")).toEqual([404, "Not Found"]);
    expect(await membership("none", "ada")).toEqual([404, "Not Found"]);
  });

  it("are open to an installation of the organisation that may read members", async () => {
    const ask = async (slug: string, permissions: Permissions, owner: string): Promise<unknown> => {
      await bed.github.createRepository(`${owner}/${slug}`);
      const app = bed.github.addApp({ slug, permissions, installedOn: [owner] });
      return (await membership("deployers", "ada", await mintToken(bed.github, app)))[0];
    };
    expect(await ask("reads", { members: "read" }, "acme")).toBe(200);
    expect(await ask("blind", { contents: "write" }, "acme")).toBe(403);
    expect(await ask("elsewhere", { members: "read" }, "umbrella")).toBe(404);
  });

  it("are asked for a review beside users, until the request is taken back", async () => {
    await bed.branch("proposal", { "a.txt": "a\n" });
    await bed.call("POST /pulls", { title: "Add a", head: "proposal", base: "main" });
    const asked = { reviewers: ["ada"], team_reviewers: ["deployers"] };
    const { status, body } = await bed.call("POST /pulls/1/requested_reviewers", asked);

    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ requested_teams: [expect.objectContaining({ slug: "deployers", name: "Deployers" })] }),
    ]);
    const requests = async (): Promise<Requests> => (await bed.call<Requests>("GET /pulls/1/requested_reviewers")).body;
    expect((await requests()).teams).toHaveLength(1);

    await bed.call("DELETE /pulls/1/requested_reviewers", { reviewers: [], team_reviewers: ["Deployers"] });
    expect(await requests()).toMatchObject({ users: [{ login: "ada" }], teams: [] });
  });

  it("that do not exist are not asked, and nobody else is then", async () => {
    await bed.branch("proposal", { "a.txt": "a\n" });
    await bed.call("POST /pulls", { title: "Add a", head: "proposal", base: "main" });
    const asked = { reviewers: ["ada"], team_reviewers: ["none"] };

    expect((await bed.call("POST /pulls/1/requested_reviewers", asked)).status).toBe(422);
    expect((await bed.call<Requests>("GET /pulls/1/requested_reviewers")).body.users).toEqual([]);
  });

  it("have names of their own and members that exist", () => {
    const create = (name: string, members: readonly string[]) => () => bed.github.createTeam(name, { members });
    expect(create("deployers", [])).toThrow(TypeError);
    expect(create("acme/Deployers", [])).toThrow("exists already");
    expect(create("acme/others", ["nobody"])).toThrow("There is no account nobody");
  });
});
