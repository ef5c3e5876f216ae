import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openTestBed, type TestBed } from "../test-bed.ts";
import type { RepositoryDispatch } from "./dispatch.ts";

interface Runs {
  readonly total_count: number;
  readonly workflow_runs: readonly {
    readonly id: number;
    readonly name: string;
    readonly display_title: string;
    readonly status: string;
    readonly conclusion: string | null;
    readonly run_number: number;
    readonly head_sha: string;
  }[];
}

describe("workflows that a repository_dispatch starts", () => {
  let bed: TestBed;
  let time: Date;

  beforeEach(async () => {
    time = new Date("2026-01-02T03:04:05Z");
    bed = await openTestBed({ now: () => time });
  });
  afterEach(async () => {
    await bed.close();
  });

  async function dispatch(eventType: string, clientPayload?: object): Promise<number> {
    const body = { event_type: eventType, ...(clientPayload === undefined ? {} : { client_payload: clientPayload }) };
    return (await bed.call("POST /dispatches", body)).status;
  }

  async function runs(query = ""): Promise<Runs> {
    return (await bed.call<Runs>(`GET /actions/runs${query}`)).body;
  }

  it("are called with the event, and shown as a run", async () => {
    const seen: RepositoryDispatch[] = [];
    bed.github.onRepositoryDispatch("acme/shop", (event) => void seen.push(event), {
      name: "Promote",
      runName: ({ clientPayload }) => `promote ${String(clientPayload["release"])}`,
    });

    expect(await dispatch("deployed", { release: "r1" })).toBe(204);
    await bed.github.idle();
    const { workflow_runs: listed } = await runs("?event=repository_dispatch");
    expect(seen).toEqual([
      {
        repository: "acme/shop",
        eventType: "deployed",
        clientPayload: { release: "r1" },
        sender: "bot",
        runId: listed[0]?.id,
      },
    ]);
    expect(listed).toMatchObject([
      {
        name: "Promote",
        display_title: "promote r1",
        status: "completed",
        conclusion: "success",
        run_number: 1,
        head_sha: bed.head,
      },
    ]);
  });

  it("are queued, then in progress, then completed", async () => {
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const states: string[] = [];
    const note = async (): Promise<void> => {
      states.push((await runs()).workflow_runs[0]?.status ?? "");
    };
    bed.github.onRepositoryDispatch("acme/shop", async () => {
      await note();
      await held;
    });
    await dispatch("deployed");
    while (states.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await note();
    finish();
    await bed.github.idle();
    await note();

    expect(states).toEqual(["in_progress", "in_progress", "completed"]);
  });

  it("fail when the handler throws, and take the event type as their title", async () => {
    bed.github.onRepositoryDispatch("acme/shop", () => {
      throw new Error("no");
    });
    await dispatch("deployed");
    await bed.github.idle();

    expect((await runs()).workflow_runs).toMatchObject([{ display_title: "deployed", conclusion: "failure" }]);
  });

  it("start for their event types only, and no more after they were removed", async () => {
    const remove = bed.github.onRepositoryDispatch("acme/shop", () => undefined, { types: ["deployed"] });
    await dispatch("other");
    await dispatch("deployed");
    remove();
    await dispatch("deployed");
    await bed.github.idle();

    expect((await runs()).total_count).toBe(1);
  });

  it("may dispatch again before all is idle", async () => {
    let left = 3;
    bed.github.onRepositoryDispatch("acme/shop", async () => {
      left -= 1;
      if (left > 0) await dispatch("again");
    });
    await dispatch("first");
    await bed.github.idle();

    expect((await runs()).workflow_runs.map(({ display_title: title, run_number: n }) => `${n} ${title}`)).toEqual([
      "3 again",
      "2 again",
      "1 first",
    ]);
  });

  it("are found by event, commit, state and time", async () => {
    bed.github.onRepositoryDispatch("acme/shop", () => undefined);
    await dispatch("one");
    await bed.github.idle();
    time = new Date("2026-01-03T10:00:00Z");
    await dispatch("two");
    await bed.github.idle();
    const titles = async (query: string): Promise<readonly string[]> =>
      (await runs(query)).workflow_runs.map(({ display_title: title }) => title);

    expect(await titles(`?head_sha=${bed.head}&per_page=1`)).toEqual(["two"]);
    expect(await titles("?event=push")).toEqual([]);
    expect(await titles("?status=success")).toEqual(["two", "one"]);
    expect(await titles("?status=queued")).toEqual([]);
    expect(await titles("?created=2026-01-02")).toEqual(["one"]);
    expect(await titles(`?created=${encodeURIComponent(">2026-01-02T03:04:05Z")}`)).toEqual(["two"]);
    expect(await titles(`?created=${encodeURIComponent(">=2026-01-02T03:04:05Z")}`)).toEqual(["two", "one"]);
    expect(await titles("?created=2026-01-01..2026-01-02")).toEqual(["one"]);
    expect(await titles("?created=2026-01-03T00:00:00Z..*")).toEqual(["two"]);
    const [newest] = (await runs()).workflow_runs;
    expect((await bed.call<{ id: number }>(`GET /actions/runs/${newest?.id ?? 0}`)).body.id).toBe(newest?.id);
  });

  describe("refuse", () => {
    it.each([
      [{}, `Invalid request.\n\n"event_type" wasn't supplied.`],
      [{ event_type: "x".repeat(101) }, "Invalid request.\n\nOnly 100 characters are allowed; 101 were supplied."],
      [
        { event_type: "x", client_payload: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${n}`, n])) },
        "Invalid request.\n\nNo more than 10 properties are allowed; 11 were supplied.",
      ],
      [{ event_type: "x", client_payload: { text: "x".repeat(65_536) } }, "client_payload is too large."],
    ])("%.60j", async (body, message) => {
      expect(await bed.call("POST /dispatches", body)).toMatchObject({ status: 422, body: { message } });
    });

    it("nothing that is within the limits", async () => {
      const payload = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`k${n}`, "x".repeat(6000)]));
      expect(await dispatch("x".repeat(100), payload)).toBe(204);
    });
  });
});
